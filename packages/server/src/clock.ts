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
  /** Freezes the clock, at the present or at the given time (milliseconds since 1970). Throws outside of the years 1970 to 9999. */
  freeze(instantMs?: number): void;
  /** Moves the clock by this many milliseconds; a running one goes on from there. Throws when it would leave the years 1970 to 9999. */
  advance(ms: number): void;
  /** Lets the clock run with its source again, as after the start. */
  resume(): void;
}

/** A change of the clock, done in the order resume, freeze, advance. */
export interface ClockChange {
  resume?: boolean | undefined;
  /** Milliseconds since 1970, or `true` for the present. */
  freeze?: true | number | undefined;
  advanceMs?: number | undefined;
}

/** The clock of a server. */
export interface Clock extends ClockControl {
  /** Makes the whole change, or throws and makes none of it. */
  change(change: ClockChange): void;
}

/** The years that ISO 8601 writes in four digits, as dates everywhere in records and responses are. */
const FIRST_MS = 0;
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Makes a clock over `source`, which cannot leave the years 1970 to 9999. */
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
    freeze: (instantMs) => change({ freeze: instantMs === undefined ? true : instantMs }),
    advance: (ms) => change({ advanceMs: finite('advance', ms) }),
    resume: () => change({ resume: true }),
  };
}

function within(ms: number): number {
  return Math.min(Math.max(ms, FIRST_MS), LAST_MS);
}

/** Throws a TypeError for what is not a number of milliseconds, such as a Date. */
function finite(method: string, ms: number): number {
  if (typeof ms === 'number' && Number.isFinite(ms)) return ms;
  throw new TypeError(`${method} takes a number of milliseconds`);
}

/** Throws a RangeError for a time that the clock cannot show. */
function checked(method: string, ms: number): number {
  if (finite(method, ms) >= FIRST_MS && ms <= LAST_MS) return ms;
  const [first, last] = [FIRST_MS, LAST_MS].map((limit) => new Date(limit).toISOString());
  throw new RangeError(
    `${method} would set the clock to ${ms} ms since 1970: it goes from ${first} to ${last}`,
  );
}
