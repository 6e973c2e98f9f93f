/** When a run is given up: the target no longer responds, or it takes too long. */
import { NoResponse, type WireAnswer, type WireRequest } from '../target/wire.ts';

export interface PatienceOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long the whole run may take, in milliseconds. @default 30 minutes */
  readonly giveUpAfterMs?: number | undefined;
}

export interface Patience {
  /** Sends, and notes whether a response came. */
  send(request: WireRequest): Promise<WireAnswer>;
  /** Looks at what a scenario has failed with; it may have had no response to something else than its request. */
  see(error: unknown): void;
  /** Why the run is given up, asked before each scenario; undefined to go on. */
  check(): Promise<string | undefined>;
}

const GIVE_UP_AFTER_MS = 1_800_000;

/** Requests in a row without a response, after which the target is asked for a sign of life. */
const MOST_SILENT = 3;

type Send = (request: WireRequest) => Promise<WireAnswer>;

export function createPatience(send: Send | undefined, { now, giveUpAfterMs }: PatienceOptions): Patience {
  const allowedMs = giveUpAfterMs ?? GIVE_UP_AFTER_MS;
  const startedMs = now();
  let silent = 0;
  let last: NoResponse | undefined;
  let answered: WireRequest | undefined;
  const see = (error: unknown) => {
    if (!(error instanceof NoResponse)) return;
    silent++;
    last = error;
  };
  const isAlive = async () => {
    if (!send || !answered) return false;
    try {
      await send(answered);
      return true;
    } catch {
      return false;
    }
  };
  return {
    see,
    async send(request) {
      if (!send) throw new Error('the target takes no request over HTTP');
      const answer = await send(request);
      silent = 0;
      answered = request;
      return answer;
    },
    async check() {
      if (now() - startedMs > allowedMs) return `the run takes longer than ${allowedMs / 1000} s`;
      if (silent < MOST_SILENT) return undefined;
      // What is not answered may be what these requests have in common.
      if (await isAlive()) {
        silent = 0;
        return undefined;
      }
      return `${MOST_SILENT} requests in a row have no response: ${last?.message ?? ''}`;
    },
  };
}
