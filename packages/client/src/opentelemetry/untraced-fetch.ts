/** Keeps requests of a reporter out of traces. */
import type { Fetch } from '../options.ts';

export interface UntracedFetchOptions<Context> {
  /** `context` of `@opentelemetry/api`. */
  readonly context: {
    active(): Context;
    with<Result>(context: Context, task: () => Result): Result;
  };
  /** `suppressTracing` of `@opentelemetry/core`. */
  readonly suppressTracing: (context: Context) => Context;
  /**
   * Sends the requests.
   *
   * @default globalThis.fetch
   */
  readonly fetch?: Fetch | undefined;
}

/**
 * Returns a `fetch` whose requests create no spans. A reporter sends later, and many events at once: a span of such a
 * request would belong to the trace of whichever event happened to start the batch.
 *
 * @example
 * import { context } from '@opentelemetry/api';
 * import { suppressTracing } from '@opentelemetry/core';
 * import { createGuanceClient } from '@pushspec/client/guance';
 * import { untracedFetch } from '@pushspec/client/opentelemetry';
 *
 * const fetch = untracedFetch({ context, suppressTracing });
 * const client = createGuanceClient({ secret: 'secret_dev', baseUrl: 'http://127.0.0.1:4010', fetch });
 * console.log(client.api); // guance
 */
export function untracedFetch<Context>({
  context,
  suppressTracing,
  fetch,
}: UntracedFetchOptions<Context>): Fetch {
  return (url, init) =>
    context.with(suppressTracing(context.active()), () => (fetch ?? globalThis.fetch)(url, init));
}
