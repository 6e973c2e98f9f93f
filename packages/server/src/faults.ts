/** The faults that tests set to see how a sender handles failures. */
import type { ApiName } from '@pushspec/contract';

/** Selects the requests to an API that a fault affects. */
export interface FaultSchedule {
  /** API whose requests it affects. */
  api: ApiName;
  /** Number of requests that it affects. @default 1, or unlimited if `every` is given */
  times?: number;
  /** Affects only every k-th request to the API, counted from when the fault was set. @default 1 */
  every?: number;
}

/** The response states a reason of the contract. */
export interface ReasonFault extends FaultSchedule {
  kind?: 'reason';
  /** Code of a reason in the API's contract. */
  reason: string;
}

/** The response is delayed by `delayMs` and up to `jitterMs` more. */
export interface DelayFault extends FaultSchedule {
  kind: 'delay';
  /** Milliseconds, at most 600000. */
  delayMs: number;
  /** Maximum of a random delay that is added, in milliseconds. @default 0 */
  jitterMs?: number;
}

/** The connection is reset without a response, before or after the request is committed. */
export interface ResetFault extends FaultSchedule {
  kind: 'reset';
  when: 'before-commit' | 'after-commit';
}

/** The response is cut off in the middle of its body, or its body is random bytes. */
export interface BrokenResponseFault extends FaultSchedule {
  kind: 'truncated' | 'garbage';
}

/** A failure that a test sets for coming requests to an API: a reason of the contract, a delay, a reset or a broken response. */
export type Fault = ReasonFault | DelayFault | ResetFault | BrokenResponseFault;

/** The effect of faults on one request: at most one delay and one failure. */
export interface FaultEffect {
  delay?: DelayFault;
  failure?: Exclude<Fault, DelayFault>;
}

/** The faults that are set. */
export interface Faults {
  add(fault: Fault): void;
  /** Returns the effect on the next request to the API, and counts the request. */
  take(api: ApiName): FaultEffect;
  /** Returns the faults that are still set. `times` is the number of requests left, absent if unlimited. */
  list(): Fault[];
  clear(api?: ApiName): void;
}

interface ActiveFault {
  fault: Fault;
  left: number;
  seen: number;
}

/** No fault affects the request. */
export const NO_EFFECT: FaultEffect = {};

/** Creates an empty set of faults. */
export function createFaults(): Faults {
  let active: ActiveFault[] = [];

  const due = (candidates: ActiveFault[]): ActiveFault | undefined => {
    // Every fault counts every request, no matter which fault affects it.
    for (const entry of candidates) entry.seen++;
    return candidates.find(({ fault, seen }) => seen % (fault.every ?? 1) === 0);
  };

  return {
    add: (fault) =>
      active.push({ fault, left: fault.times ?? (fault.every === undefined ? 1 : Infinity), seen: 0 }),
    take(api) {
      if (active.length === 0) return NO_EFFECT;
      const ofApi = active.filter(({ fault }) => fault.api === api);
      const delay = due(ofApi.filter(({ fault }) => fault.kind === 'delay'));
      const failure = due(ofApi.filter(({ fault }) => fault.kind !== 'delay'));
      for (const entry of [delay, failure]) if (entry) entry.left--;
      active = active.filter(({ left }) => left > 0);
      return {
        ...(delay && { delay: delay.fault as DelayFault }),
        ...(failure && { failure: failure.fault as Exclude<Fault, DelayFault> }),
      };
    },
    list: () =>
      active.map(({ fault: { times: _, ...fault }, left }) => ({
        kind: 'reason',
        ...fault,
        ...(left !== Infinity && { times: left }),
      })) as Fault[],
    clear(api) {
      active = api === undefined ? [] : active.filter(({ fault }) => fault.api !== api);
    },
  };
}
