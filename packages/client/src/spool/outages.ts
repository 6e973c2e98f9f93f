/** Lets events in a spool wait until the service can be reached again, and reports why they wait. */
import type { Channel } from '../channel.ts';
import { isPushError, isTransportError, type PushError, TransportError } from '../errors.ts';

/** A `post` that also gets the entries of the request. */
export type PostEntries = (
  ...parameters: [...Parameters<Channel['post']>, entries: readonly object[]]
) => ReturnType<Channel['post']>;

/** Number of retryable failures in a row that are reported. Fewer are common. */
const FAILURES_OF_OUTAGE = 3;

/**
 * Returns a `post` that fails with a retryable error where no retry could help an event in memory: TLS, a redirect, a request
 * that `fetch` refuses, or the page of a gateway.
 *
 * @param onWaiting Receives each kind of failure once until a request succeeds, and at most once for each entry.
 */
export function waitingPost(
  post: Channel['post'],
  onWaiting: (error: PushError | TransportError) => void,
): PostEntries {
  /** The kinds that were reported since the last success. */
  const reported = new Set<string>();
  /** The entries of requests that failed like this. One that keeps failing while others succeed is reported once. */
  const failed = new Map<string, WeakSet<object>>();
  /** Number of retryable failures in a row. */
  let failures = 0;

  function report(kind: string, error: PushError | TransportError, entries: readonly object[]) {
    const before = failed.get(kind) ?? new WeakSet();
    failed.set(kind, before);
    if (!reported.has(kind) && !entries.some((entry) => before.has(entry))) onWaiting(error);
    reported.add(kind);
    for (const entry of entries) before.add(entry);
  }

  return async (bytes, items, signal, entries) => {
    try {
      const result = await post(bytes, items, signal);
      reported.clear();
      failures = 0;
      return result;
    } catch (error) {
      if (isTransportError(error) && !error.retryable && error.kind !== 'aborted') {
        report(`${error.kind} ${error.status}`, error, entries);
        const { message, cause } = error;
        throw new TransportError({ ...error, message, cause, retryable: true });
      }
      const isOutage = (isTransportError(error) || isPushError(error)) && error.retryable;
      if (isOutage && ++failures >= FAILURES_OF_OUTAGE) report('retryable', error, entries);
      throw error;
    }
  };
}
