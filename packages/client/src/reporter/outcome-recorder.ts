/** Ends events: counts their outcomes and calls the hooks, outside of `push()`. */
import { createEpochs, type Epochs } from './epochs.ts';
import type { ReporterEvent } from './events.ts';
import { createHooks } from './hooks.ts';
import { createLedger, type LedgerBook } from './ledger.ts';
import type { ReporterOptions } from './options.ts';
import type { End, Ledger, Outcome } from './outcome.ts';
import type { Entry } from './queue.ts';
import { defer } from './timers.ts';

export interface OutcomeRecorder<Item> {
  readonly epochs: Epochs;
  readonly book: LedgerBook;
  /** Counts a pushed event. Returns its epoch. */
  begin(): number;
  /** Ends events in the same way. Each outcome is counted when its hooks are called. */
  finish(entries: readonly Entry<Item>[], end: End): void;
  /** Reports to `onEvent` that an event is dropped. Returns the outcome. */
  dropped(dropping: Dropping): End;
  /** Drops an event. */
  drop(entry: Entry<Item>, dropping: Dropping): void;
  /** Calls `onEvent`. */
  emit(event: ReporterEvent): void;
  /** Collects the outcomes of undelivered events until `stopCollecting()`. */
  collect(): readonly Outcome<Item>[];
  stopCollecting(): void;
  ledger(): Ledger;
}

type Dropping = Omit<Extract<End, { end: 'dropped' }>, 'end' | 'mayHaveArrived'>;

interface OutcomeRecorderOptions<Item> extends Pick<ReporterOptions<Item>, 'onOutcome' | 'onEvent'> {
  /** Returns the event of an entry as it was or would be sent. Runs `beforeSend` if it has not run. */
  readonly eventOf: (entry: Entry<Item>) => Item;
}

export function createOutcomeRecorder<Item>({
  onOutcome,
  onEvent,
  eventOf,
}: OutcomeRecorderOptions<Item>): OutcomeRecorder<Item> {
  const book = createLedger();
  const epochs = createEpochs();
  const hooks = createHooks();
  let undelivered: Outcome<Item>[] | undefined;
  let tasks: (() => void)[] = [];

  /** Waits for a new turn of the event loop, so that a hook that pushes again does not recurse or block the process. */
  function later(task: () => void) {
    if (tasks.push(task) > 1) return;
    defer(() => {
      const due = tasks;
      tasks = [];
      for (const run of due) run();
    });
  }

  function conclude(entry: Entry<Item>, end: End) {
    book.ended(end);
    const isCollected = end.end !== 'delivered' && undelivered !== undefined;
    if (isCollected || entry.onOutcome || onOutcome) {
      const outcome = {
        ...end,
        get event() {
          return eventOf(entry);
        },
      } as Outcome<Item>;
      if (isCollected) undelivered?.push(outcome);
      hooks.call('onOutcome', entry.onOutcome, outcome);
      hooks.call('onOutcome', onOutcome, outcome);
    }
    epochs.end(entry.epoch);
  }

  const finish = (entries: readonly Entry<Item>[], end: End) => {
    const concludeAll = () => {
      for (const entry of entries) conclude(entry, end);
    };
    // Without hooks the events end immediately, so that a loop that overfills the queue does not fill the memory.
    if (onOutcome || onEvent || entries.some((entry) => entry.onOutcome)) later(concludeAll);
    else concludeAll();
  };
  const emit = (event: ReporterEvent) => {
    if (onEvent) later(() => hooks.call('onEvent', onEvent, event));
  };

  const dropped = ({ cause, error }: Dropping): End => {
    emit({ type: 'dropped', items: 1, cause, error });
    return { end: 'dropped', cause, error, mayHaveArrived: false };
  };

  return {
    epochs,
    book,
    begin() {
      book.pushed(1);
      return epochs.begin();
    },
    finish,
    dropped,
    drop: (entry, dropping) => finish([entry], dropped(dropping)),
    emit,
    collect() {
      undelivered = [];
      return undelivered;
    },
    stopCollecting() {
      undelivered = undefined;
    },
    ledger: book.read,
  };
}
