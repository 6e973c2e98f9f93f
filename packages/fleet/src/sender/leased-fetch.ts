/** Blocks requests without a valid lease. */
import type { Fetch } from '@pushspec/client';

/** How long a request may take to arrive, in milliseconds. */
const MARGIN_MS = 300;

export interface LeasedFetch {
  /** Pass it to the client. */
  readonly fetch: Fetch;
  /** Returns how many requests it let through. */
  passed(): number;
}

/**
 * Creates the `fetch` of a sender's client. It rejects when less than 300 ms of the lease are left. This is the last
 * step before the socket, so neither slow signing nor a retry can send a request too late.
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
      // Read on each call, because instrumentation may replace it.
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
    super('not sent, because this process is no longer the active sender of the account');
  }
}
