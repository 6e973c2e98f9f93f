/** The server clock. Rate limits, the Date check and verdicts read it, and tests can freeze and advance it. */

/** The state of the clock. */
export interface ClockState {
  /** Milliseconds since 1970. */
  nowMs: number;
  /** Whether the clock is frozen. */
  frozen: boolean;
}

/** Reads and changes the time of a server or a sandbox, within the years 1970 to 9999. */
export interface ClockControl {
  /** Returns the current time in milliseconds since 1970. */
  now(): number;
  /** Returns the current time, and whether the clock is frozen. */
  state(): ClockState;
  /** Freezes the clock at the current time, or at the given time in milliseconds since 1970. Throws outside the years 1970 to 9999. */
  freeze(timeMs?: number): void;
  /** Advances the clock by this many milliseconds. A running clock keeps running. Throws outside the years 1970 to 9999. */
  advance(ms: number): void;
  /** Sets the clock back to its source and lets it run, as after the start. */
  resume(): void;
}

/** A change of the clock, applied in the order resume, freeze, advance. */
export interface ClockChange {
  resume?: boolean | undefined;
  /** Milliseconds since 1970, or `true` for the current time. */
  freeze?: true | number | undefined;
  advanceMs?: number | undefined;
}

/** The clock of a server. */
export interface Clock extends ClockControl {
  /** Applies the whole change, or throws and applies nothing. */
  change(change: ClockChange): void;
}

/** The range of years with four digits in ISO 8601, which records and responses use. */
const FIRST_MS = 0;
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Creates a clock that follows `source` within the years 1970 to 9999. */
export function createClock(source: () => number): Clock {
  let frozenAt: number | undefined;
  let offsetMs = 0;
  const now = () => frozenAt ?? within(source() + offsetMs);
  const change = ({ resume, freeze, advanceMs }: ClockChange) => {
    const before = { frozenAt, offsetMs };
    try {
      if (resume) {
        frozenAt = undefined;
        offsetMs = 0;
      }
      if (freeze !== undefined) frozenAt = checked('freeze', freeze === true ? now() : freeze);
      if (advanceMs === undefined) return;
      const sourceMs = source();
      const target = checked(
        'advance',
        (frozenAt ?? within(sourceMs + offsetMs)) + finite('advance', advanceMs),
      );
      if (frozenAt === undefined) offsetMs = target - sourceMs;
      else frozenAt = target;
    } catch (error) {
      ({ frozenAt, offsetMs } = before);
      throw error;
    }
  };
  return {
    now,
    change,
    state: () => ({ nowMs: now(), frozen: frozenAt !== undefined }),
    freeze: (timeMs) => change({ freeze: timeMs === undefined ? true : timeMs }),
    advance: (ms) => change({ advanceMs: finite('advance', ms) }),
    resume: () => change({ resume: true }),
  };
}

function within(ms: number): number {
  return Math.min(Math.max(ms, FIRST_MS), LAST_MS);
}

/** Throws a TypeError if the value is not a number of milliseconds, such as for a Date. */
function finite(method: string, ms: number): number {
  if (typeof ms === 'number' && Number.isFinite(ms)) return ms;
  throw new TypeError(`${method} takes a number of milliseconds, such as Date.now()`);
}

/** Throws a RangeError for a time outside the range of the clock. */
function checked(method: string, ms: number): number {
  if (finite(method, ms) >= FIRST_MS && ms <= LAST_MS) return ms;
  const [first, last] = [FIRST_MS, LAST_MS].map((limit) => new Date(limit).toISOString());
  throw new RangeError(
    `${method} would set the clock to ${ms} ms since 1970: use a time from ${first} to ${last}`,
  );
}
