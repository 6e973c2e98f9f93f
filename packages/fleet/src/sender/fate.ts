/** Decides what happens to an event and to its job after its outcome. */
import type { Outcome } from '@pushspec/client/reporter';
import type { DeadReason } from '../dead-letters.ts';
import type { HeldJob } from './held-jobs.ts';
import type { FleetOutcome } from './options.ts';

/** `done`: it leaves the queue. `dead`: it becomes a dead letter. `back`: it stays in the queue and is sent later. */
export type Fate = 'done' | 'dead' | 'back';

/** Drops that are not the fault of the event: the sender stops, or no request to this address can succeed right now. */
const KEPT = [
  'closed',
  'close-timeout',
  'queue-full',
  'disabled',
  'permanent-failure',
  'unexpected-response',
];

/** @param isLate Whether the event was retried for as long as the options allow, so that the service is to blame */
export function fateOf(outcome: Outcome, isLate: boolean): Fate {
  if (outcome.end === 'delivered') return 'done';
  if (outcome.end === 'rejected') return 'dead';
  const { cause, error } = outcome;
  if (KEPT.includes(cause) || (cause === 'gave-up' && isLate)) return 'back';
  // `beforeSend` returned nothing.
  return cause === 'before-send' && error === undefined ? 'done' : 'dead';
}

/** Returns whether no request to the service can succeed right now, so that the sender should pause. */
export function isServiceFailure(outcome: Outcome, isLate: boolean): boolean {
  if (outcome.end !== 'dropped') return false;
  const { cause } = outcome;
  return cause === 'permanent-failure' || cause === 'unexpected-response' || (cause === 'gave-up' && isLate);
}

/** Returns whether the vendor may have accepted an event that has this outcome, now or in an earlier attempt. */
export function mayHaveArrived({ mayBeDuplicate }: HeldJob, outcome: Outcome): boolean {
  return mayBeDuplicate || outcome.end === 'delivered' || outcome.mayHaveArrived;
}

/** Returns the reason of a dead letter. */
export function reasonOf(job: HeldJob, outcome: Exclude<Outcome, { end: 'delivered' }>): DeadReason {
  const { error, end } = outcome;
  const code = outcome.end === 'rejected' ? outcome.error.reason : outcome.cause;
  return { end, code, message: error?.message ?? code, mayHaveArrived: mayHaveArrived(job, outcome) };
}

/** Returns the outcome of an event for the caller, which also takes the attempts of other senders into account. */
export function fleetOutcome(job: HeldJob, outcome: Outcome): FleetOutcome {
  const { mayBeDuplicate: before } = job;
  const marks =
    outcome.end === 'delivered'
      ? { mayBeDuplicate: before || outcome.mayBeDuplicate }
      : { mayBeDuplicate: before, mayHaveArrived: mayHaveArrived(job, outcome) };
  // Keeps the getter of the event, which parses it.
  const copy: object = Object.defineProperties({}, Object.getOwnPropertyDescriptors(outcome));
  return Object.assign(copy as Outcome, marks, { jobId: job.id });
}
