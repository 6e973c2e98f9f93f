/** Decides when to give up a run: the target stops responding, or the run takes too long. */
import { NoResponseError, type WireRequest, type WireResponse } from '../target/wire.ts';

export interface AbortCheckOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Maximum duration of the run in milliseconds. @default 30 minutes */
  readonly maxRunMs?: number | undefined;
}

export interface AbortCheck {
  /** Sends a request and records whether a response arrived. */
  send(request: WireRequest): Promise<WireResponse>;
  /** Inspects the error of a scenario, which may be a missing response to another request. */
  inspect(error: unknown): void;
  /** Returns why to give up the run, or `undefined` to continue. Called before each scenario. */
  check(): Promise<string | undefined>;
}

const MAX_RUN_MS = 1_800_000;

/** Consecutive requests without a response after which the target is probed. */
const MAX_WITHOUT_RESPONSE = 3;

type Send = (request: WireRequest) => Promise<WireResponse>;

export function createAbortCheck(send: Send | undefined, { now, maxRunMs }: AbortCheckOptions): AbortCheck {
  const allowedMs = maxRunMs ?? MAX_RUN_MS;
  const startedMs = now();
  let silent = 0;
  let last: NoResponseError | undefined;
  let responded: WireRequest | undefined;
  const inspect = (error: unknown) => {
    if (!(error instanceof NoResponseError)) return;
    silent++;
    last = error;
  };
  const isAlive = async () => {
    if (!send || !responded) return false;
    try {
      await send(responded);
      return true;
    } catch {
      return false;
    }
  };
  return {
    inspect,
    async send(request) {
      if (!send) throw new Error('the target does not accept HTTP requests');
      const response = await send(request);
      silent = 0;
      responded = request;
      return response;
    },
    async check() {
      if (now() - startedMs > allowedMs) return `the run takes longer than ${allowedMs / 1000} s`;
      if (silent < MAX_WITHOUT_RESPONSE) return undefined;
      // The missing responses may be due to something that these requests share.
      if (await isAlive()) {
        silent = 0;
        return undefined;
      }
      return `${MAX_WITHOUT_RESPONSE} requests in a row have no response: ${last?.message ?? ''}`;
    },
  };
}
