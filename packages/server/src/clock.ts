/** The one clock of a server: rate limits, the Date check and verdicts all read it, and a test may hold and move it. */

export interface ClockState {
  /** Milliseconds since 1970. */
  nowMs: number;
  frozen: boolean;
}

/** How a test moves the time of a server. */
export interface ClockControl {
  /** Milliseconds since 1970. */
  now(): number;
  state(): ClockState;
  /** Holds the clock, at the present instant or at the given one (milliseconds since 1970). */
  freeze(instantMs?: number): void;
  /** Moves the clock by this many milliseconds; a running one goes on from there. */
  advance(ms: number): void;
  /** Lets the clock run with its source again, as after the start. */
  resume(): void;
}

/** A clock over `source`. Throws a RangeError for an instant that no date can have. */
export function createClock(source: () => number): ClockControl {
  let frozenAt: number | undefined;
  let offsetMs = 0;
  const now = () => frozenAt ?? source() + offsetMs;
  return {
    now,
    state: () => ({ nowMs: now(), frozen: frozenAt !== undefined }),
    freeze(instantMs = now()) {
      frozenAt = checked(instantMs);
    },
    advance(ms) {
      const target = checked(now() + ms);
      if (frozenAt !== undefined) frozenAt = target;
      else offsetMs += ms;
    },
    resume() {
      frozenAt = undefined;
      offsetMs = 0;
    },
  };
}

function checked(instantMs: number): number {
  if (Number.isNaN(new Date(instantMs).getTime())) {
    throw new RangeError(`${instantMs} is no instant: give milliseconds since 1970 that a date can have`);
  }
  return instantMs;
}
