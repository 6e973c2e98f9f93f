/** Makes failures on the way to the service temporary, because events in a spool can wait until the cause is fixed. */
import type { Channel } from '../channel.ts';
import { isTransportError, TransportError } from '../errors.ts';

/** Statuses that may concern one event, even if something other than the service responded. */
const ABOUT_EVENTS = [400, 413];

/**
 * Returns a `post` that fails with a retryable error where no retry could help an event in memory: TLS, a redirect, a request
 * that `fetch` refuses, or the page of a gateway.
 *
 * @param onWaiting Receives each such failure once, until a request succeeds or fails differently
 */
export function patientPost(
  post: Channel['post'],
  onWaiting: (error: TransportError) => void,
): Channel['post'] {
  let reported: string | undefined;
  return async (bytes, items, signal) => {
    try {
      const result = await post(bytes, items, signal);
      reported = undefined;
      return result;
    } catch (error) {
      if (!isTransportError(error) || !canWait(error)) throw error;
      if (error.message !== reported) onWaiting(error);
      reported = error.message;
      const { message, cause } = error;
      throw new TransportError({ ...error, message, cause, retryable: true });
    }
  };
}

function canWait({ kind, retryable, status }: TransportError): boolean {
  return !retryable && kind !== 'aborted' && !(status !== undefined && ABOUT_EVENTS.includes(status));
}
