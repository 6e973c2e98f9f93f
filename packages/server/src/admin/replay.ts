/** `POST /__admin/requests/{id}/replay`: the same bytes once more, as a request of their own. */
import type { Express } from 'express';
import { REQUEST_ID_HEADER } from '../pipeline/deliver.ts';
import type { StoredRecord, StoredRequest } from '../store/store.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';
import { forward, type Received } from './forward.ts';
import { recordOf } from './requests.ts';

export function addReplay(app: Express, context: AdminContext): void {
  app.post('/__admin/requests/:id/replay', async (request, response) => {
    const record = await recordOf(context, request.params.id);
    refuseParts(record);
    response.json(await sendTo(context, context.ownUrl(), replayed(context, record)));
  });
}

/** What a request came to, masked. Throws the answer for a receiver that gives none. */
export async function sendTo(context: AdminContext, url: string, request: StoredRequest) {
  let received: Received;
  try {
    received = await forward(url, request);
  } catch (cause) {
    const message = context.masking.of(request).text((cause as Error).message);
    throw new AdminError(HTTP.badGateway, `the request got no complete answer: ${message}`, { cause });
  }
  const record = await context.store.get(received.headers[REQUEST_ID_HEADER] ?? '');
  const verdict = record ? context.verdicts.whole(record) : null;
  const codes = verdict?.reasons.map(({ code }) => code);
  return {
    answer: context.masking.of(request).answer({ status: received.status, body: received.body }, codes),
    verdict,
  };
}

function replayed({ services, clock }: AdminContext, { verdict, request }: StoredRecord): StoredRequest {
  return services.service(verdict.vendor).replay?.(request, clock.now()) ?? request;
}

function refuseParts({ verdict, request: { headers, body } }: StoredRecord): void {
  // Stores of earlier versions have the announced size only, which a chunked body does not have.
  const size = verdict.bodyBytes ?? headers['content-length'] ?? body.byteLength;
  if (Number(size) === body.byteLength) return;
  throw new AdminError(
    HTTP.conflict,
    'only the beginning of this body was kept, as it was larger than the limit: it cannot be sent again',
  );
}
