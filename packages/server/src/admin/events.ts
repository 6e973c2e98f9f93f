/** `GET /__admin/events`: verdicts as they are recorded, as server-sent events. */
import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import type { Vendor } from '@pushspec/contract';
import type { Express, Response } from 'express';
import type { StoredRecord } from '../store/store.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';

/** A comment at this interval shows both sides that the connection still holds. */
const HEARTBEAT_MS = 15_000;

/** Milliseconds after which a reader that was cut asks again. */
const RETRY_MS = 1000;

/** Bytes that wait for a slow reader before it is cut; it comes back with the last id that it has read. */
const MAX_WAITING_BYTES = 1024 * 1024;

const MAX_READERS = 64;

/** Records that a reader gets who has been away. */
const MAX_MISSED = 1000;

/** Records read at a time: each may hold a large body. */
const BATCH = 50;

export function addEvents(app: Express, context: AdminContext): void {
  let readers = 0;
  app.get('/__admin/events', async (request, response) => {
    if (readers >= MAX_READERS)
      throw new AdminError(HTTP.unavailable, `there are ${MAX_READERS} readers already: close one of them`);
    readers++;
    const gone = new AbortController();
    response.once('close', () => {
      readers--;
      gone.abort();
    });
    const end = () => {
      gone.abort();
      response.end();
    };
    context.closing.addEventListener('abort', end, { once: true, signal: gone.signal });
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(`retry: ${RETRY_MS}\n\n`);
    const vendor = request.query.vendor as Vendor | undefined;
    if (context.closing.aborted) return end();
    await stream(context, { response, vendor, lastId: request.get('last-event-id'), gone: gone.signal });
  });
}

interface Reader {
  response: Response;
  vendor: Vendor | undefined;
  lastId: string | undefined;
  gone: AbortSignal;
}

async function stream(context: AdminContext, reader: Reader): Promise<void> {
  const { response, vendor, lastId, gone } = reader;
  const tell = (record: StoredRecord) => {
    const { verdict } = record;
    if (gone.aborted || (vendor !== undefined && verdict.vendor !== vendor)) return;
    response.write(
      `id: ${verdict.id}\nevent: verdict\ndata: ${JSON.stringify(context.verdicts.row(record))}\n\n`,
    );
  };
  const tellLive = (record: StoredRecord) => {
    tell(record);
    if (response.writableLength > MAX_WAITING_BYTES) response.destroy();
  };
  // What is committed while the missed ones are read comes after them.
  const meanwhile: string[] = [];
  let isLive = lastId === undefined;
  let missed: ReadonlySet<string> = new Set();
  const unsubscribe = context.news.subscribe((record) => {
    // It may have been in the store before anyone was told of it.
    if (missed.has(record.verdict.id)) return;
    if (isLive) tellLive(record);
    else if (meanwhile.push(record.verdict.id) > MAX_MISSED) response.destroy();
  });
  gone.addEventListener('abort', unsubscribe, { once: true });
  if (lastId !== undefined) {
    missed = new Set(await missedSince(context, lastId));
    await tellOf(context, { ids: missed, tell, reader });
    // They are more with every commit, and the last of them is told in the same turn in which the reader goes live.
    for (const id of meanwhile) if (!missed.has(id)) await tellOf(context, { ids: [id], tell, reader });
    isLive = true;
  }
  await beat(context, response, gone);
}

interface Telling {
  ids: Iterable<string>;
  tell: (record: StoredRecord) => void;
  reader: Reader;
}

/** Tells of kept records one after the other, as fast as the reader takes them. */
async function tellOf({ store }: AdminContext, { ids, tell, reader }: Telling): Promise<void> {
  const { response, gone } = reader;
  for (const id of ids) {
    await turn();
    if (gone.aborted) return;
    const record = await store.get(id);
    if (record) tell(record);
    if (response.writableNeedDrain) await once(response, 'drain', { signal: gone }).catch(() => undefined);
  }
}

async function beat({ sleep }: AdminContext, response: Response, gone: AbortSignal): Promise<void> {
  while (!gone.aborted) {
    await sleep(HEARTBEAT_MS, gone).catch(() => undefined);
    if (!gone.aborted) response.write(': still here\n\n');
  }
}

/** Ids of what came after a record, oldest first; where it is not kept any more, of the newest that there are. */
async function missedSince({ store }: AdminContext, lastId: string): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < MAX_MISSED) {
    const before = ids.at(-1);
    const batch = await store.list({ limit: BATCH, ...(before !== undefined && { before }) });
    for (const { verdict } of batch) {
      if (verdict.id === lastId) return ids.reverse();
      ids.push(verdict.id);
    }
    if (batch.length < BATCH) break;
  }
  return ids.reverse();
}
