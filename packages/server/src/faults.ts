/** Failures on request, so that a test can see how a sender takes them. */
import type { Vendor } from '@pushspec/contract';

/** Which requests to a vendor a fault befalls. */
export interface FaultSchedule {
  vendor: Vendor;
  /** Requests that it befalls before it is used up. @default 1, and without end where `every` is given */
  times?: number;
  /** Only each k-th request of the vendor, counted from when the fault was set. @default 1 */
  every?: number;
}

/** The answer shows a reason of the contract. */
export interface ReasonFault extends FaultSchedule {
  kind?: 'reason';
  reason: string;
}

/** The answer comes late: after `delayMs` and up to `jitterMs` more. */
export interface DelayFault extends FaultSchedule {
  kind: 'delay';
  delayMs: number;
  /** @default 0 */
  jitterMs?: number;
}

/** The connection is reset: before anything is kept, or after the request was committed and without an answer. */
export interface ResetFault extends FaultSchedule {
  kind: 'reset';
  when: 'before-commit' | 'after-commit';
}

/** The answer is cut in the middle of its body, or its body is bytes of no meaning. */
export interface BrokenAnswerFault extends FaultSchedule {
  kind: 'truncated' | 'garbage';
}

export type Fault = ReasonFault | DelayFault | ResetFault | BrokenAnswerFault;

/** What befalls one request: at most one delay and one failure. */
export interface Mishap {
  delay?: DelayFault;
  failure?: Exclude<Fault, DelayFault>;
}

export interface Faults {
  add(fault: Fault): void;
  /** What befalls the next request of the vendor. */
  take(vendor: Vendor): Mishap;
  /** Those not yet used up; `times` is what is left, absent where there is no end. */
  list(): Fault[];
  clear(vendor?: Vendor): void;
}

interface Armed {
  fault: Fault;
  left: number;
  seen: number;
}

/** Nothing befalls the request. */
export const NO_MISHAP: Mishap = {};

export function createFaults(): Faults {
  let armed: Armed[] = [];

  const due = (candidates: Armed[]): Armed | undefined => {
    // Every fault counts every request, whichever of them befalls it.
    for (const entry of candidates) entry.seen++;
    return candidates.find(({ fault, seen }) => seen % (fault.every ?? 1) === 0);
  };

  return {
    add: (fault) =>
      armed.push({ fault, left: fault.times ?? (fault.every === undefined ? 1 : Infinity), seen: 0 }),
    take(vendor) {
      if (armed.length === 0) return NO_MISHAP;
      const own = armed.filter(({ fault }) => fault.vendor === vendor);
      const delay = due(own.filter(({ fault }) => fault.kind === 'delay'));
      const failure = due(own.filter(({ fault }) => fault.kind !== 'delay'));
      for (const entry of [delay, failure]) if (entry) entry.left--;
      armed = armed.filter(({ left }) => left > 0);
      return {
        ...(delay && { delay: delay.fault as DelayFault }),
        ...(failure && { failure: failure.fault as Exclude<Fault, DelayFault> }),
      };
    },
    list: () =>
      armed.map(({ fault: { times: _, ...fault }, left }) => ({
        kind: 'reason',
        ...fault,
        ...(left !== Infinity && { times: left }),
      })) as Fault[],
    clear(vendor) {
      armed = vendor === undefined ? [] : armed.filter(({ fault }) => fault.vendor !== vendor);
    },
  };
}
