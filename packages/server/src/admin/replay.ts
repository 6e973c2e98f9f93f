/** `POST /__admin/requests/{id}/replay`: sends the same bytes again, as a new request. */
import { REQUEST_ID_HEADER } from '@pushspec/contract/reasons';
import type { Express } from 'express';
import { moduleOf } from '../apis/api.ts';
import type { StoredRecord, StoredRequest } from '../store/store.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';
import { forward, type Received } from './forward.ts';
import { recordOf } from './requests.ts';

export function addReplay(app: Express, context: AdminContext): void {
  app.post('/__admin/requests/:id/replay', async (request, response) => {
    const record = await recordOf(context, request.params.id);
    rejectIncompleteBody(record);
    response.json(await sendTo(context, context.ownUrl(), requestToReplay(context, record)));
  });
}

/** Sends a request and returns its response and verdict, masked. Throws an `AdminError` if no complete response arrives. */
export async function sendTo(context: AdminContext, url: string, request: StoredRequest) {
  let received: Received;
  try {
    received = await forward(url, request);
  } catch (cause) {
    const message = context.masking.of(request).mask((cause as Error).message);
    throw new AdminError(HTTP.badGateway, `the request got no complete response: ${message}`, { cause });
  }
  const record = await context.allRecords.get(received.headers[REQUEST_ID_HEADER] ?? '');
  const verdict = record ? context.verdicts.whole(record) : null;
  const codes = verdict?.reasons.map(({ code }) => code);
  return {
    answer: context.masking.of(request).response({ status: received.status, body: received.body }, codes),
    verdict,
  };
}

/** Returns the request to send, signed with the clock and keys of the realm that handled the original. */
function requestToReplay({ realmOf }: AdminContext, record: StoredRecord): StoredRequest {
  const { services, clock } = realmOf(record);
  const { verdict, request } = record;
  return moduleOf(services.service(verdict.api), verdict.operation).replay?.(request, clock.now()) ?? request;
}

function rejectIncompleteBody({ verdict, request: { headers, body } }: StoredRecord): void {
  // Records of earlier versions have only the announced size, which a chunked body lacks.
  const size = verdict.bodyBytes ?? headers['content-length'] ?? body.byteLength;
  if (Number(size) === body.byteLength) return;
  throw new AdminError(
    HTTP.conflict,
    'this request cannot be sent again: its body exceeded the limit, and only the beginning was kept',
  );
}
