/** `POST /__admin/try`: a request in a vendor's shape to this server or to the mock; answer and verdict come back. */
import type { Vendor } from '@pushspec/contract';
import type { Express } from 'express';
import { apis } from '../vendors/index.ts';
import type { NamedCredential } from '../vendors/vendor.ts';
import { compose, type Draft } from './compose.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';
import { sendTo } from './replay.ts';

interface Order extends Draft {
  vendor: Vendor;
  target?: 'server' | 'mock';
  credential?: string;
}

export function addTry(app: Express, context: AdminContext): void {
  app.post('/__admin/try', async (request, response) => {
    const order = request.body as Order;
    const composed = compose({
      api: context.services.service(order.vendor),
      credential: chosen(context, order),
      draft: order,
      nowMs: context.clock.now(),
    });
    // Nobody reaches anything but the vendors' paths through here: this very API least of all.
    if (context.vendorOf(composed.target) !== order.vendor) {
      throw new AdminError(
        HTTP.badRequest,
        `path is none of ${order.vendor}: leave it out to take the contract's`,
      );
    }
    response.json(await sendTo(context, addressOf(context, order), composed));
  });
}

function chosen({ services, masking }: AdminContext, { vendor, credential: name }: Order): NamedCredential {
  const all = apis[vendor].credentials(services.config());
  const found =
    name === undefined
      ? all[0]
      : all.find((credential) => credential.name === name || masking.text(credential.name) === name);
  if (found) return found;
  const names = all.map((credential) => credential.name).join(', ');
  throw new AdminError(HTTP.badRequest, `credential is none of ${vendor}: it has ${names}`);
}

function addressOf({ ownUrl, mockUrl }: AdminContext, { target = 'server' }: Order): string {
  const url = target === 'mock' ? mockUrl() : ownUrl();
  if (url !== undefined) return url;
  throw new AdminError(
    HTTP.badRequest,
    'target is mock, and this server knows no mock: start both with `pushspec start`',
  );
}
