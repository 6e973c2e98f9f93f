/** Lets no request leave without a valid lease. */
import type { Fetch } from '@pushspec/client';

/** Time that a request may take until it arrives, in milliseconds. */
const MARGIN_MS = 300;

export interface LeasedFetch {
  /** Give it to the client. */
  readonly fetch: Fetch;
  /** Number of requests that it let pass. */
  passed(): number;
}

/**
 * Creates the `fetch` of a sender's client. It rejects when less than 300 ms of the lease are left. This is the last step
 * before the socket, so that neither a slow signature nor a retry lets a request leave too late.
 *
 * @param leftMs Returns how long the lease is valid, in milliseconds
 */
export function leasedFetch(leftMs: () => number, given: Fetch | undefined): LeasedFetch {
  let passed = 0;
  return {
    passed: () => passed,
    async fetch(url, init) {
      if (leftMs() < MARGIN_MS) throw new NoLeaseError();
      passed++;
      // Looked up for each call, because instrumentation may replace it.
      return given ? given(url, init) : globalThis.fetch(url, init);
    },
  };
}

/** Another sender may be active. */
class NoLeaseError extends Error {
  override readonly name = 'NoLeaseError';
  /** Tells the client that no connection was opened, so that the event does not count as possibly delivered. */
  readonly syscall = 'connect';

  constructor() {
    super('not sent, because this process is not the active sender of the account any more');
  }
}
