/** Accepts NDJSON at `/events`: the events of a request are stored together or not at all. */
import { receive } from '@pushspec/contract/receive';
import type { RefusedEvent, TakeRefusal } from '@pushspec/server';
import type { RequestHandler } from 'express';
import type { AppOptions } from './app.ts';
import { type LineError, parseLines } from './ndjson.ts';

/** Maximum size of a request in bytes. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Maximum number of events in a request. They are stored in one transaction. */
const MAX_EVENTS = 50_000;

const MEDIA_TYPES = ['application/x-ndjson', 'application/ndjson', 'application/jsonl'];

/** Seconds after which a client should retry a request for which there was no room. */
export const RETRY_AFTER_SECONDS = 1;

/**
 * Returns the handler. It responds with `{"accepted": 2}` after the commit. Otherwise nothing is stored, and the response is
 * `{"accepted": 0, "errors": […]}` with the vendor's status for the first line that the vendor would refuse.
 */
export function createEventsHandler({
  receiver,
  take,
}: Pick<AppOptions, 'receiver' | 'take'>): RequestHandler {
  return async (request, response) => {
    const refuse = (status: number, ...errors: (LineError | Omit<LineError, 'line'>)[]) =>
      response.status(status).json({ accepted: 0, errors });
    const [type = ''] = (request.headers['content-type'] ?? '').split(';');
    const { bytes, size } = await receive(request, MAX_BYTES);
    if (!MEDIA_TYPES.includes(type.trim().toLowerCase())) {
      const message = `Content-Type must be ${MEDIA_TYPES[0]}: send one event per line`;
      return void refuse(415, { code: 'media-type', message });
    }
    const { 'content-encoding': encoding = 'identity' } = request.headers;
    if (encoding.trim().toLowerCase() !== 'identity') {
      const message = `Content-Encoding is ${encoding.slice(0, 100)}, but the body must not be compressed: send it without this header`;
      return void refuse(415, { code: 'content-encoding', message });
    }
    if (size > MAX_BYTES) {
      const message = `the body has ${size} bytes, but at most ${MAX_BYTES} are accepted: split it into several requests`;
      return void refuse(413, { code: 'body-too-large', message });
    }
    const parsed = parseLines(bytes);
    if ('errors' in parsed) return void refuse(400, ...parsed.errors);
    if (parsed.events.length === 0)
      return void refuse(400, {
        code: 'no-events',
        message: 'the body contains no events: send one per line',
      });
    if (parsed.events.length > MAX_EVENTS) {
      const message = `the body has ${parsed.events.length} events, but at most ${MAX_EVENTS} are accepted: split it into several requests`;
      return void refuse(413, { code: 'too-many-events', message });
    }
    const checked = await receiver.check(parsed.events);
    if ('refused' in checked)
      return void refuse(
        statusOf(checked.refused),
        ...checked.refused.map((one) => lineError(one, parsed.lines)),
      );
    try {
      const taken = await take(checked.events);
      if (taken === true) return void response.json({ accepted: checked.events.length });
      if (taken !== false) return void refuse(...refusalOf(taken));
    } catch (error) {
      const message = `the events could not be stored: ${(error as Error).message}`;
      return void refuse(500, { code: 'not-stored', message });
    }
    response.setHeader('retry-after', RETRY_AFTER_SECONDS);
    const message = 'the relay has no room for these events: retry the request later';
    refuse(429, { code: 'full', message });
  };
}

function refusalOf({ problem, message }: TakeRefusal): [status: number, Omit<LineError, 'line'>] {
  return problem === 'too-large'
    ? [413, { code: 'too-many-events', message }]
    : [400, { code: 'malformed-json', message }];
}

function statusOf([first]: readonly RefusedEvent[]): number {
  return first?.status ?? 400;
}

function lineError({ index, reasons: [first] }: RefusedEvent, lines: readonly number[]): LineError {
  const { code = 'bad-request', message = 'the event is refused', pointer, fix } = first ?? {};
  return {
    ...{ line: lines[index] ?? 0, code, message },
    ...(pointer !== undefined && { pointer }),
    ...(fix !== undefined && { fix }),
  };
}
