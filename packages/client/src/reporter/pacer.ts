/** Spaces out requests to stay within rate limits, without knowing when they arrive or which clock the service uses. */
import type { RateLimit } from '../channel.ts';
import type { Sleep } from './timers.ts';

/** `responded`: the service has decided. `failed`: it has not decided. `unused`: no request was sent. */
export type TurnResult = 'responded' | 'failed' | 'unused';

export type EndTurn = (result: TurnResult) => void;

/** The pace of one reporter. */
export interface Pacer {
  /** Waits for the turn of the next request. Resolves to a function that ends the turn. Resolves immediately after the signal. */
  turn(signal: AbortSignal): Promise<EndTurn>;
  /**
   * Pauses all requests of the client for this many milliseconds. Then one request goes first, and the others follow when
   * it succeeds.
   */
  pause(ms: number): void;
}

/** The pace of one client, shared by all of its reporters. */
export interface Traffic {
  readonly now: () => number;
  readonly sleep: Sleep;
  /** @param share Share of each limit that the reporter uses, above 0 and at most 1; `undefined` ignores the limits. */
  pacer(share: number | undefined): Pacer;
  /** The windows of the limits, which count the requests of all reporters. */
  readonly windows: readonly RateWindow[];
}

/** The requests that count towards a limit. */
export interface RateWindow {
  /** Maximum number of requests. */
  readonly most: number;
  /** End times of requests, the oldest first. */
  readonly ends: number[];
  /** Milliseconds until a request with this end time no longer counts. */
  outside(end: number): number;
}

interface TrafficOptions {
  readonly limits: readonly RateLimit[];
  readonly now: () => number;
  readonly sleep: Sleep;
}

export function createTraffic({ limits, now, sleep }: TrafficOptions): Traffic {
  const windowsOf = (share: number) => limits.map((limit) => createWindow(limit, share, now));
  const shared = windowsOf(1);
  const gate = createGate(now);
  const waiting = new Set<() => void>();

  const nextEnd = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const done = () => {
        waiting.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      waiting.add(done);
      signal.addEventListener('abort', done);
    });

  function pacer(share: number | undefined): Pacer {
    const windows = share === undefined ? [] : share === 1 ? shared : [...shared, ...windowsOf(share)];
    let last = Promise.resolve();

    const wait = async (signal: AbortSignal) => {
      while (!signal.aborted) {
        const waits = [gate.waitMs(), ...windows.map((window) => window.waitMs())];
        const known = waits.filter((ms) => ms !== undefined);
        if (known.length < waits.length) await nextEnd(signal);
        else if (known.every((ms) => ms <= 0)) return;
        else await sleep(Math.max(...known), signal);
      }
    };

    const start = (): EndTurn => {
      const ends = [gate.start(), ...windows.map((window) => window.start())];
      let isOver = false;
      return (result) => {
        if (isOver) return;
        isOver = true;
        for (const end of ends) end(result);
        for (const wake of [...waiting]) wake();
      };
    };

    return {
      turn(signal) {
        // One at a time, in the order of the calls. Starts synchronously after the check, so that no other reporter comes between.
        const mine = last.then(() => wait(signal)).then(start);
        last = mine.then(() => {});
        return mine;
      },
      pause: gate.close,
    };
  }

  return { now, sleep, pacer, windows: shared };
}

/** Closed by a pause. When that is over, one request goes first; its success opens the gate. */
function createGate(now: () => number) {
  let pauses = 0;
  let pausesOver = 0;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let isProbing = false;
  const isOpen = () => pauses === pausesOver;
  return {
    close(ms: number) {
      pauses++;
      pausedUntil = Math.max(pausedUntil, now() + ms);
    },
    /** Milliseconds to wait; `undefined` until the request that goes first has ended. */
    waitMs(): number | undefined {
      if (isOpen()) return 0;
      const left = pausedUntil - now();
      return left > 0 || !isProbing ? left : undefined;
    },
    start(): EndTurn {
      if (isOpen()) return () => {};
      const pausesBefore = pauses;
      isProbing = true;
      return (result) => {
        isProbing = false;
        // A pause that began in the meantime stays.
        if (result === 'responded') pausesOver = pausesBefore;
      };
    },
  };
}

/** Margin for clocks that run at different speeds and in steps: 0.1 % of the window, at least 2 ms. */
const guardMs = (windowMs: number) => Math.max(2, windowMs / 1000);

/**
 * The part of the fastest round trip that every request is assumed to take. All of it would be correct only if the network
 * never got faster. Half of it leaves room for that.
 */
const SURE_PART = 0.5;

/** Windows after which that is assumed. A machine that is busy at first makes all round trips longer, and becomes faster later. */
const LEARNED_WINDOWS = 10;

/**
 * A request arrives between its sending and its response. If it is sent one window after the response to the n-th request
 * before it, it cannot exceed the limit, whether the window is sliding or fixed and whatever the latency. It may be sent
 * earlier by the latency that both requests certainly have.
 */
function createWindow({ requests, windowSeconds }: RateLimit, share: number, now: () => number) {
  const used = requests * share;
  // Less than one request in a window is one request in a longer window.
  const length = (windowSeconds * 1000) / Math.min(1, used);
  const windowMs = length + guardMs(length);
  const most = Math.max(1, Math.floor(used));
  const ends: number[] = [];
  let underWay = 0;
  let firstSent: number | undefined;
  let fastestMs = Number.POSITIVE_INFINITY;
  let sureMs = 0;
  const outside = (end: number) => end + windowMs - sureMs - now();
  return {
    most,
    ends,
    outside,
    /** Milliseconds to wait; `undefined` until a request has ended. */
    waitMs(): number | undefined {
      while (ends[0] !== undefined && outside(ends[0]) <= 0) ends.shift();
      if (underWay + ends.length < most) return 0;
      return ends[0] === undefined ? undefined : outside(ends[0]);
    },
    start(): EndTurn {
      const sent = now();
      firstSent ??= sent;
      const isLearned = sent - firstSent >= LEARNED_WINDOWS * windowMs;
      underWay++;
      return (result) => {
        underWay--;
        if (result === 'unused') return;
        ends.push(now());
        fastestMs = Math.min(fastestMs, now() - sent);
        if (isLearned) sureMs = SURE_PART * fastestMs;
      };
    },
  };
}
