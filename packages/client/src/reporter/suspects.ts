/** Finds poison events, which make the service fail with 5xx, and distinguishes them from an outage, in which everything fails. */

/** The record of a batch whose requests end with 5xx. */
export interface Suspicion {
  /** Number of requests of this batch that ended with 5xx. */
  failures: number;
  /** Number of these failures with another request's success since the previous one. */
  strikes: number;
  /** Number of successes of all requests before the last failure. */
  successes: number;
  /** Number of successes before the first failure of this batch, or of the batch that it was split off. */
  successesAtStart: number;
  /** Number of successes before the batch was split off; `undefined` if it was not. */
  readonly successesAtSplit?: number;
  /** Number of splits in a row, including this one, after which no part succeeded. */
  readonly fruitless: number;
}

/** The other events that are still to be sent. */
export interface Others {
  /** Whether an event waits that was in no request yet. */
  readonly hasUntried: boolean;
  /** Whether only parts of suspected batches are left. */
  readonly areSuspects: boolean;
  /** Whether all of these are single events. */
  readonly areSingle: boolean;
}

export interface Suspects {
  /** Counts an accepted request. */
  accepted(): void;
  /** Counts a 5xx and decides what to do with a batch of this many events. */
  decide(suspicion: Suspicion, events: number, others: () => Others): 'retry' | 'split' | 'end';
  partOf(suspicion: Suspicion): Suspicion;
}

export const unsuspected = (): Suspicion => ({
  failures: 0,
  strikes: 0,
  successes: 0,
  successesAtStart: 0,
  fruitless: 0,
});

const isPart = ({ successesAtSplit }: Suspicion) => successesAtSplit !== undefined;

/** Number of 5xx that decide if others succeed. */
const ENOUGH = 3;
/** Number of 5xx of a single event that decide if its other half also failed. */
const MORE = 5;
/** Maximum number of splits in a row after which no part succeeds, as in an outage. */
const MAX_FRUITLESS = 3;

/** @param keepsTrying Whether single events are retried until the deadline. */
export function createSuspects(keepsTrying: boolean): Suspects {
  let successes = 0;
  let successesAtProbe = -1;

  function count(suspicion: Suspicion) {
    const isFirst = suspicion.failures++ === 0;
    if (isFirst && !isPart(suspicion)) suspicion.successesAtStart = successes;
    if (isFirst || successes > suspicion.successes) suspicion.strikes++;
    suspicion.successes = successes;
  }

  const fruitlessOf = ({ successesAtSplit, fruitless }: Suspicion) =>
    successes > (successesAtSplit ?? successes) ? 0 : fruitless;

  const decideOnOne = (suspicion: Suspicion, others: () => Others) => {
    const { failures, strikes, successesAtStart } = suspicion;
    if (keepsTrying || failures < ENOUGH) return 'retry';
    if (strikes >= ENOUGH) return 'end';
    // If nothing else is left that could succeed in between, the successes of the other parts count.
    const { areSuspects, areSingle } = others();
    if (!isPart(suspicion) || successes === successesAtStart || !areSuspects || !areSingle) return 'retry';
    const fruitless = fruitlessOf(suspicion);
    return fruitless === 0 || (fruitless === 1 && failures >= MORE) ? 'end' : 'retry';
  };

  const decideOnPart = (suspicion: Suspicion, others: () => Others) => {
    const fruitless = fruitlessOf(suspicion);
    if (fruitless === 0) return 'split';
    // Both halves may contain a poison event, and nothing else is left that could succeed.
    const isWorthIt = suspicion.failures >= ENOUGH && fruitless < MAX_FRUITLESS;
    return isWorthIt && successes > suspicion.successesAtStart && others().areSuspects ? 'split' : 'retry';
  };

  return {
    accepted() {
      successes++;
    },
    decide(suspicion, events, others) {
      count(suspicion);
      if (events === 1) return decideOnOne(suspicion, others);
      if (isPart(suspicion)) return decideOnPart(suspicion, others);
      if (suspicion.failures < ENOUGH) return 'retry';
      if (successes > suspicion.successesAtStart) return 'split';
      // One split is a probe: where every batch has such an event, nothing else ever succeeds.
      if (others().hasUntried || successesAtProbe === successes) return 'retry';
      successesAtProbe = successes;
      return 'split';
    },
    partOf: (suspicion) => ({
      ...unsuspected(),
      successesAtStart: suspicion.successesAtStart,
      successesAtSplit: successes,
      fruitless: fruitlessOf(suspicion) + 1,
    }),
  };
}
