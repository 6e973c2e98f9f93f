/** Lets the reporters of a client deliver to a queue instead of to the vendor. */
import { type Channel, channelOf, withOtherChannel } from '../channel.ts';

/** Maximum number of events in one delivery. The vendor's limit counts requests to the vendor. */
const MAX_ITEMS = 500;

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-15.3.3 */
const ACCEPTED = 202;

/**
 * Returns a client for `createReporter()` whose events are passed to a function instead of being sent. The rate limits
 * of the vendor do not apply. A delivery that rejects is retried like a request without a response, so the function
 * must tolerate events that it has received before.
 *
 * @param deliver Receives the events of one delivery. It resolves when they are safe
 * @throws TypeError if `client` is not a client of this package
 * @example
 * const reporter = createReporter(redirectClient(client, (events) => queue.push(events)));
 */
export function redirectClient<Client extends object>(
  client: Client,
  deliver: (events: readonly object[]) => Promise<unknown>,
): Readonly<Client> {
  const channel = channelOf(client);
  const batches = new WeakMap<Uint8Array, readonly string[]>();
  const redirected: Channel = {
    ...channel,
    rateLimits: [],
    maxItems: MAX_ITEMS,
    // A separate function per client, because it identifies the channel.
    failurePolicy: () => channel.failurePolicy(),
    bodyOf(entries) {
      const body = new Uint8Array();
      batches.set(
        body,
        entries.map(({ text }) => text),
      );
      return body;
    },
    async post(body, items) {
      await deliver((batches.get(body) ?? []).map(channel.itemOf));
      return { api: channel.api, status: ACCEPTED, items, body: undefined };
    },
  };
  return withOtherChannel(client, redirected);
}
