/** Lists the events that were not delivered, and sends them again. */
import { isObject, readJson, unknownName } from '@pushspec/contract';
import { receive } from '@pushspec/contract/receive';
import type { RequestHandler } from 'express';
import type { RejectedList } from '../delivery/delivery.ts';
import { RETRY_AFTER_SECONDS } from './events.ts';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 10_000;

/** Maximum size of a list of ids in bytes. */
const MAX_BYTES = 1024 * 1024;

/** Returns the handler of `GET /rejected?limit=100`, which responds with the oldest events and the total number. */
export function listRejected(rejected: RejectedList): RequestHandler {
  return async ({ query }, response) => {
    const unknown = unknownName(Object.keys(query), ['limit']);
    if (unknown !== undefined) {
      response.status(400).json({ error: `unknown query parameter ${unknown}: use \`limit\`` });
      return;
    }
    const limit = query.limit === undefined ? DEFAULT_LIMIT : Number(query.limit);
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
      const error = `\`limit\` must be a number from 1 to ${MAX_LIMIT}`;
      return void response.status(400).json({ error });
    }
    const [count, events] = await Promise.all([rejected.count(), rejected.list({ limit })]);
    response.json({ count, events });
  };
}

/**
 * Returns the handler of `POST /rejected/retry`. The body is `{"ids": ["…"]}`, or empty for all events. It responds with
 * `{"retried": 2, "left": 0}`, where `left` counts events for which there was no room.
 */
export function retryRejected(rejected: RejectedList): RequestHandler {
  return async (request, response) => {
    const { bytes, size } = await receive(request, MAX_BYTES);
    const ids = size > MAX_BYTES ? null : idsIn(bytes);
    if (ids === null) {
      const error = `the body must be JSON such as {"ids": ["1", "2"]} with at most ${MAX_BYTES} bytes, or empty to retry all`;
      return void response.status(400).json({ error });
    }
    const result = await rejected.retry(ids);
    if (result.retried > 0 || result.left === 0) return void response.json(result);
    const error = `the relay has no room for any of the ${result.left} rejected events: repeat the request when fewer events wait`;
    response
      .status(429)
      .setHeader('retry-after', RETRY_AFTER_SECONDS)
      .json({ error, ...result });
  };
}

/** Returns the ids of a body, `undefined` for all, or `null` if the body is not valid. */
function idsIn(bytes: Buffer): readonly string[] | undefined | null {
  if (bytes.length === 0) return undefined;
  const { value } = readJson(bytes);
  if (!isObject(value)) return null;
  const { ids, ...others } = value;
  if (Object.keys(others).length > 0) return null;
  if (ids === undefined) return undefined;
  return Array.isArray(ids) && ids.every((id) => typeof id === 'string') ? ids.map(String) : null;
}
