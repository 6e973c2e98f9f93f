/** `GET /__admin/events`: streams verdicts as server-sent events as they are recorded. */
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ApiName } from '@pushspec/contract';
import type { Express, Response } from 'express';
import type { StoredRecord } from '../store/store.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';

/** Interval of the comments that show both sides that the connection is alive. */
const HEARTBEAT_MS = 15_000;

/** Milliseconds after which a disconnected reader reconnects. */
const RETRY_MS = 1000;

/** Bytes buffered for a slow reader before it is disconnected. It reconnects with the last id it has read. */
const MAX_WAITING_BYTES = 1024 * 1024;

const MAX_READERS = 64;

/** Missed records sent to a reader that reconnects. */
const MAX_MISSED = 1000;

/** Records read at a time. The number is small because each may contain a large body. */
const BATCH = 50;

export function addEvents(app: Express, context: AdminContext): void {
  let readers = 0;
  app.get('/__admin/events', async (request, response) => {
    if (readers >= MAX_READERS)
      throw new AdminError(HTTP.unavailable, `there are ${MAX_READERS} readers already: close one of them`);
    readers++;
    const disconnected = new AbortController();
    response.once('close', () => {
      readers--;
      disconnected.abort();
    });
    const end = () => {
      disconnected.abort();
      response.end();
    };
    context.closing.addEventListener('abort', end, { once: true, signal: disconnected.signal });
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(`retry: ${RETRY_MS}\n\n`);
    const api = request.query.api as ApiName | undefined;
    if (context.closing.aborted) return end();
    await stream(context, {
      response,
      api,
      lastId: request.get('last-event-id'),
      disconnected: disconnected.signal,
    });
  });
}

interface Reader {
  response: Response;
  api: ApiName | undefined;
  lastId: string | undefined;
  disconnected: AbortSignal;
}

async function stream(context: AdminContext, reader: Reader): Promise<void> {
  const { response, api, lastId, disconnected } = reader;
  const send = (record: StoredRecord) => {
    const { verdict } = record;
    if (disconnected.aborted || (api !== undefined && verdict.api !== api)) return;
    response.write(
      `id: ${verdict.id}\nevent: verdict\ndata: ${JSON.stringify(context.verdicts.row(record))}\n\n`,
    );
  };
  const sendLive = (record: StoredRecord) => {
    send(record);
    if (response.writableLength > MAX_WAITING_BYTES) response.destroy();
  };
  // Records committed while the missed ones are read are sent after them.
  const arrivedMeanwhile: string[] = [];
  let isLive = lastId === undefined;
  let missed: ReadonlySet<string> = new Set();
  const unsubscribe = context.recordEvents.subscribe((record) => {
    // A record can be in the store before its event fires.
    if (missed.has(record.verdict.id)) return;
    if (isLive) sendLive(record);
    else if (arrivedMeanwhile.push(record.verdict.id) > MAX_MISSED) response.destroy();
  });
  disconnected.addEventListener('abort', unsubscribe, { once: true });
  if (lastId !== undefined) {
    missed = new Set(await missedSince(context, lastId));
    await sendKept(context, { ids: missed, send, reader });
    // The list grows with every commit. The last record is sent in the same turn in which the reader goes live.
    for (const id of arrivedMeanwhile)
      if (!missed.has(id)) await sendKept(context, { ids: [id], send, reader });
    isLive = true;
  }
  await sendHeartbeats(context, response, disconnected);
}

interface KeptRecords {
  ids: Iterable<string>;
  send: (record: StoredRecord) => void;
  reader: Reader;
}

/** Sends kept records one at a time, as fast as the reader accepts them. */
async function sendKept({ store }: AdminContext, { ids, send, reader }: KeptRecords): Promise<void> {
  const { response, disconnected } = reader;
  for (const id of ids) {
    await nextTurn();
    if (disconnected.aborted) return;
    const record = await store.get(id);
    if (record) send(record);
    if (response.writableNeedDrain)
      await once(response, 'drain', { signal: disconnected }).catch(() => undefined);
  }
}

async function sendHeartbeats(
  { sleep }: AdminContext,
  response: Response,
  disconnected: AbortSignal,
): Promise<void> {
  while (!disconnected.aborted) {
    await sleep(HEARTBEAT_MS, disconnected).catch(() => undefined);
    if (!disconnected.aborted) response.write(': still here\n\n');
  }
}

/** Returns the ids of the records after `lastId`, oldest first, or of the newest records if `lastId` is no longer kept. */
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
