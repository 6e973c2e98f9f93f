import { expect } from 'vitest';

/** Returns the rejection reason of a promise that is expected to reject. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.unreachable('resolved'),
    (error: unknown) => error,
  );
}
