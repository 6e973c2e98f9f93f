/** Where every event ends: it is counted, and whoever asked hears of it. */
import { createEpochs, type Epochs } from './epochs.ts';
import type { ReporterEvent } from './events.ts';
import { createLedger } from './ledger.ts';
import type { ReporterOptions } from './options.ts';
import type { DropCause, Ledger, Outcome } from './outcome.ts';
import type { Entry } from './queue.ts';

/** Hears of the end of an event. What it throws is ignored. */
export type OnOutcome<Item> = (outcome: Outcome<Item>) => void;

/** What is known of an event from its beginning to its end. */
export type Pushed<Item> = Pick<Entry<Item>, 'event' | 'epoch' | 'onOutcome'>;

export interface Ends<Item> {
  readonly epochs: Epochs;
  /** An event begins; gives its epoch. */
  begin(): number;
  /** It has come to its end. */
  finish(pushed: Pushed<Item>, outcome: Outcome<Item>): void;
  /** It ends before it was sent, or is given up. */
  drop(pushed: Pushed<Item>, cause: DropCause, error?: Error): void;
  tell(event: ReporterEvent): void;
  /** Begins to collect what comes to no delivery; gives the list, which ends with `stopCollecting`. */
  collect(): readonly Outcome<Item>[];
  stopCollecting(): void;
  ledger(): Ledger;
}

export function createEnds<Item>({
  onOutcome,
  onEvent,
}: Pick<ReporterOptions<Item>, 'onOutcome' | 'onEvent'>): Ends<Item> {
  const book = createLedger();
  const epochs = createEpochs();
  let undelivered: Outcome<Item>[] | undefined;

  function finish({ epoch, onOutcome: own }: Pushed<Item>, outcome: Outcome<Item>) {
    book.ended(outcome);
    if (outcome.end !== 'delivered') undelivered?.push(outcome);
    quietly(own, outcome);
    quietly(onOutcome, outcome);
    epochs.end(epoch);
  }
  const tell = (event: ReporterEvent) => quietly(onEvent, event);

  return {
    epochs,
    begin() {
      book.pushed();
      return epochs.begin();
    },
    finish,
    drop(pushed, cause, error) {
      tell({ type: 'dropped', items: 1, cause, error });
      finish(pushed, { end: 'dropped', event: pushed.event, cause, error });
    },
    tell,
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

/** A hook that throws must not cost events. */
function quietly<Argument>(hook: ((argument: Argument) => void) | undefined, argument: Argument): void {
  try {
    hook?.(argument);
  } catch {
    // It was told; what it makes of it is its own affair.
  }
}
