/** `/__admin/requests`: lists received requests and their verdicts. All strings are masked. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { apiNames, unknownName } from '@pushspec/contract';
import type { Express } from 'express';
import { apis } from '../apis/index.ts';
import { listRecords } from '../store/read-verdict.ts';
import { shownMessages } from '../store/received.ts';
import type { Filter, StoredRecord } from '../store/store.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';

type Query = Filter & { limit: number; text?: string };

export function addRequests(app: Express, context: AdminContext): void {
  const { store, verdicts } = context;
  app.get('/__admin/requests', async (request, response) => {
    const { limit, text, ...filter } = request.query as unknown as Query;
    if (filter.before !== undefined) await checkBefore(context, filter.before);
    const matches = text === undefined ? () => true : containing(text, context);
    // One extra record shows whether there is a next page.
    const found = await search(context, { filter, matches, count: limit + 1 });
    if (found.length === 0 && filter.reason !== undefined) checkReason(context, filter.reason);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1)?.verdict.id : undefined;
    response.json({
      requests: await verdicts.rows(page),
      ...(await store.counts()),
      next: last === undefined ? null : nextLink(request.query as Record<string, unknown>, last),
    });
  });
  app.get('/__admin/requests/:id', async (request, response) => {
    const record = await recordOf(context, request.params.id);
    response.json(shownRecord(context, record));
  });
}

/** Throws an `AdminError` (404) if no record has the id. An empty list would look like the last page. */
async function checkBefore({ store }: AdminContext, id: string): Promise<void> {
  if (await store.get(id)) return;
  throw new AdminError(
    HTTP.notFound,
    'no request has the id in `before`: it was removed or never existed; leave out `before` to start with the newest request',
  );
}

/**
 * Throws an `AdminError` (400) for a code that no API has. Only called for empty lists, because records may have codes
 * of earlier versions.
 */
function checkReason({ services }: AdminContext, code: string): void {
  const known = apiNames.flatMap((api) => [
    ...Object.keys(services.service(api).operations[0].contract.reasons),
    ...(apis[api].additionalReasons ?? []),
  ]);
  const unknown = unknownName([code], known);
  if (unknown !== undefined) throw new AdminError(HTTP.badRequest, `no API has the reason ${unknown}`);
}

/** Returns a record. Throws an `AdminError` (404) if it is not kept. */
export async function recordOf({ store }: AdminContext, id: string): Promise<StoredRecord> {
  const record = await store.get(id);
  if (record) return record;
  throw new AdminError(HTTP.notFound, 'no request has this id; GET /__admin/requests lists them');
}

function shownRecord(context: AdminContext, record: StoredRecord) {
  const { request, response } = shownMessages(context, record);
  return { verdict: context.verdicts.whole(record), request, answer: response };
}

/**
 * Returns a check of whether the masked record contains a string. Searching the unmasked record
 * would confirm a guessed secret letter by letter.
 */
function containing(text: string, context: AdminContext): (record: StoredRecord) => boolean {
  const wanted = text.toLowerCase();
  return (record) => {
    const { request, response } = shownMessages(context, record);
    return [request.target, request.body, response.body].some((shown) =>
      shown.toLowerCase().includes(wanted),
    );
  };
}

/** Records read at a time. */
const BATCH = 100;

/** Bytes of bodies searched before other requests are processed. */
const TURN_BYTES = 256 * 1024;

interface Search {
  filter: Filter;
  matches: (record: StoredRecord) => boolean;
  count: number;
}

async function search(
  { store, verdicts }: AdminContext,
  { filter, matches, count }: Search,
): Promise<StoredRecord[]> {
  const found: StoredRecord[] = [];
  let before = filter.before;
  for (;;) {
    const page = { ...filter, ...(before !== undefined && { before }), limit: BATCH };
    const batch = await listRecords(store, page, verdicts.rows);
    let bytes = 0;
    for (const record of batch) {
      if (matches(record)) found.push(record);
      bytes += record.request.body.byteLength;
      if (bytes < TURN_BYTES) continue;
      bytes = 0;
      await nextTurn();
    }
    before = batch.at(-1)?.verdict.id;
    if (batch.length < BATCH || found.length >= count) return found.slice(0, count);
    await nextTurn();
  }
}

function nextLink(query: Record<string, unknown>, before: string): string {
  const parameters = new URLSearchParams({ ...(query as Record<string, string>), before });
  return `/__admin/requests?${parameters}`;
}
