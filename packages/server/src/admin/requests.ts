/** `/__admin/requests`: what was received, and what became of it. Every text in it is masked. */
import type { Express } from 'express';
import type { Masking } from '../mask.ts';
import { listRecords, type ReadVerdict } from '../read-verdict.ts';
import type { Filter, Store, StoredRecord } from '../store/store.ts';
import type { Verdict } from '../verdict.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';

type Query = Filter & { limit: number; text?: string };

export function addRequests(app: Express, context: AdminContext): void {
  const { store, masking, verdictOf } = context;
  app.get('/__admin/requests', async (request, response) => {
    const { limit, text, ...filter } = request.query as unknown as Query;
    const matches = text === undefined ? () => true : containing(text, masking);
    // One more than asked for says whether there is a next page.
    const found = await search(store, { filter, matches, count: limit + 1, read: verdictOf });
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1)?.verdict.id : undefined;
    response.json({
      requests: page.map((record) => abridged(verdictOf(record))),
      ...(await store.counts()),
      next: last === undefined ? null : nextLink(request.query as Record<string, unknown>, last),
    });
  });
  app.get('/__admin/requests/:id', async (request, response) => {
    const record = await recordOf(context, request.params.id);
    response.json(shownRecord(context, record));
  });
}

/** Items of a verdict in a list; a single request shows all of them. */
const LISTED_ITEMS = 10;

/** A verdict as a list shows it: a body of 500 KB may hold a hundred thousand items. */
export function abridged(verdict: Verdict): Verdict {
  const { items } = verdict;
  return items.length <= LISTED_ITEMS
    ? verdict
    : { ...verdict, items: items.slice(0, LISTED_ITEMS), itemCount: items.length };
}

/** Throws the answer for an id that is not kept. */
export async function recordOf({ store }: AdminContext, id: string): Promise<StoredRecord> {
  const record = await store.get(id);
  if (record) return record;
  throw new AdminError(HTTP.notFound, 'no request has this id; GET /__admin/requests lists them');
}

export function shownRecord({ masking, verdictOf }: AdminContext, record: StoredRecord) {
  return { verdict: verdictOf(record), ...shownMessages(masking, record) };
}

function shownMessages(masking: Masking, { verdict, request, answer }: StoredRecord) {
  const mask = masking.of(request);
  const codes = verdict.reasons.map(({ code }) => code);
  return { request: mask.request(), answer: mask.answer(answer, codes) };
}

/**
 * Whether the text stands in what a reader may see of a record. The stored text holds the secrets:
 * a search in it would confirm a guess letter by letter.
 */
function containing(text: string, masking: Masking): (record: StoredRecord) => boolean {
  const wanted = text.toLowerCase();
  return (record) => {
    const { request, answer } = shownMessages(masking, record);
    return [request.target, request.body, answer.body].some((shown) => shown.toLowerCase().includes(wanted));
  };
}

/** Records read at a time, so that other requests get their turn. */
const BATCH = 100;

interface Search {
  filter: Filter;
  matches: (record: StoredRecord) => boolean;
  count: number;
  read: ReadVerdict;
}

async function search(store: Store, { filter, matches, count, read }: Search): Promise<StoredRecord[]> {
  const found: StoredRecord[] = [];
  let before = filter.before;
  for (;;) {
    const page = { ...filter, ...(before !== undefined && { before }), limit: BATCH };
    const batch = await listRecords(store, page, read);
    found.push(...batch.filter(matches));
    before = batch.at(-1)?.verdict.id;
    if (batch.length < BATCH || found.length >= count) return found.slice(0, count);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function nextLink(query: Record<string, unknown>, before: string): string {
  const parameters = new URLSearchParams({ ...(query as Record<string, string>), before });
  return `/__admin/requests?${parameters}`;
}
