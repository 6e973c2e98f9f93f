/** `POST /__admin/try`: sends a vendor request to this server or the mock, and returns the response and verdict. */
import type { ApiName } from '@pushspec/contract';
import type { Express } from 'express';
import type { NamedCredential } from '../apis/api.ts';
import { apis } from '../apis/index.ts';
import { compose, type Draft } from './compose.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';
import { sendTo } from './replay.ts';

interface TryRequest extends Draft {
  api: ApiName;
  target?: 'server' | 'mock';
  credential?: string;
}

export function addTry(app: Express, context: AdminContext): void {
  app.post('/__admin/try', async (request, response) => {
    const body = request.body as TryRequest;
    const composed = compose({
      api: context.services.service(body.api),
      credential: credentialFor(context, body),
      draft: body,
      nowMs: context.clock.now(),
    });
    // Only vendor paths are reachable through this route, and never the admin API itself.
    if (context.apiOf(composed) !== body.api) {
      throw new AdminError(
        HTTP.badRequest,
        `\`path\` is not a path of ${body.api}: leave it out to use the contract's`,
      );
    }
    response.json(await sendTo(context, addressOf(context, body), composed));
  });
}

function credentialFor(
  { services, masking }: AdminContext,
  { api, credential: name }: TryRequest,
): NamedCredential {
  const all = apis[api].credentials(services.config());
  const found =
    name === undefined
      ? all[0]
      : all.find((credential) => credential.name === name || masking.mask(credential.name) === name);
  if (found) return found;
  const names = all.map((credential) => credential.name).join(', ');
  throw new AdminError(HTTP.badRequest, `\`credential\` is not configured for ${api}: use one of ${names}`);
}

function addressOf({ ownUrl, mockUrl }: AdminContext, { target = 'server' }: TryRequest): string {
  const url = target === 'mock' ? mockUrl() : ownUrl();
  if (url !== undefined) return url;
  throw new AdminError(
    HTTP.badRequest,
    '`target` is mock, but this server has no mock: start both with `pushspec start`',
  );
}
