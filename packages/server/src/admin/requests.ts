/** `/__admin/requests`: what was received, and what became of it. Every text in it is masked. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Express } from 'express';
import { listRecords } from '../store/read-verdict.ts';
import type { Filter, StoredRecord } from '../store/store.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';

type Query = Filter & { limit: number; text?: string };

export function addRequests(app: Express, context: AdminContext): void {
  const { store, verdicts } = context;
  app.get('/__admin/requests', async (request, response) => {
    const { limit, text, ...filter } = request.query as unknown as Query;
    const matches = text === undefined ? () => true : containing(text, context);
    // One more than asked for says whether there is a next page.
    const found = await search(context, { filter, matches, count: limit + 1 });
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

/** Throws the answer for an id that is not kept. */
export async function recordOf({ store }: AdminContext, id: string): Promise<StoredRecord> {
  const record = await store.get(id);
  if (record) return record;
  throw new AdminError(HTTP.notFound, 'no request has this id; GET /__admin/requests lists them');
}

function shownRecord(context: AdminContext, record: StoredRecord) {
  return { verdict: context.verdicts.whole(record), ...shownMessages(context, record) };
}

const NOT_SHOWN = '(cannot be shown; the log of the server says why)';

/** Request and answer, masked. Never throws: what cannot be masked is not shown. */
function shownMessages({ masking, onError }: AdminContext, { verdict, request, answer }: StoredRecord) {
  try {
    const mask = masking.of(request);
    const codes = verdict.reasons.map(({ code }) => code);
    return { request: mask.request(), answer: mask.answer(answer, codes) };
  } catch (error) {
    onError(error);
    const { method } = request;
    return {
      request: { method, target: NOT_SHOWN, headers: {}, body: NOT_SHOWN },
      answer: { status: answer.status, body: NOT_SHOWN },
    };
  }
}

/**
 * Whether the text stands in what a reader may see of a record. The stored text holds the secrets:
 * a search in it would confirm a guess letter by letter.
 */
function containing(text: string, context: AdminContext): (record: StoredRecord) => boolean {
  const wanted = text.toLowerCase();
  return (record) => {
    const { request, answer } = shownMessages(context, record);
    return [request.target, request.body, answer.body].some((shown) => shown.toLowerCase().includes(wanted));
  };
}

/** Records read at a time. */
const BATCH = 100;

/** Bytes of bodies searched before other requests get their turn. */
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
      await turn();
    }
    before = batch.at(-1)?.verdict.id;
    if (batch.length < BATCH || found.length >= count) return found.slice(0, count);
    await turn();
  }
}

function nextLink(query: Record<string, unknown>, before: string): string {
  const parameters = new URLSearchParams({ ...(query as Record<string, string>), before });
  return `/__admin/requests?${parameters}`;
}
