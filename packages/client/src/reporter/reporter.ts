/** Takes events and gives each exactly one outcome. */
import type { Channel } from '../channel.ts';
import type { PushError } from '../errors.ts';
import {
  type CloseOptions,
  checkedClose,
  checkedTimeLimit,
  closeTimeoutMs,
  type FlushOptions,
} from './closing.ts';
import { createIntake, type NotTaken } from './intake.ts';
import { type ReporterOptions, settingsOf, type Validity } from './options.ts';
import { createOutbox } from './outbox.ts';
import type { DropCause, End, Ledger, OnOutcome, Outcome } from './outcome.ts';
import { createOutcomeRecorder } from './outcome-recorder.ts';
import type { Entry } from './queue.ts';
import { keepAlive } from './timers.ts';

export interface Closed<Item, Refusal extends PushError = PushError> extends Ledger {
  /** The outcomes of all events that were not delivered while the reporter was closing. */
  readonly undelivered: readonly Outcome<Item, Refusal>[];
}

/** `[Symbol.asyncDispose]`, if the compiler's `lib` has it. */
type Disposable = SymbolConstructor extends { readonly asyncDispose: infer Key extends symbol }
  ? { readonly [Name in Key]: () => Promise<void> }
  : unknown;

interface Methods<Item, Refusal extends PushError = PushError> {
  /**
   * Takes an event and writes it as JSON immediately. Later changes to the object have no effect. Never throws, and never
   * calls a hook.
   *
   * @returns a promise that resolves when the event is in the queue, and with it the events that were pushed together with
   * it. It never rejects; await it only with `whenFull: 'block'`. With a `spool` it resolves when the event is stored, and
   * rejects with `SpoolError` if it is not: if the spool fails or is full, with the code `closed` after `close()`, and with
   * `not-json` if the event cannot be written as JSON. If you do not await it, the outcome says so. For an event that is too
   * large to be sent it resolves, because its outcome is certain: `rejected`
   */
  push(event: Item, onOutcome?: OnOutcome<Item, Refusal>): Promise<void>;
  /**
   * Sends all waiting events immediately. Resolves when every event that was pushed before has an outcome and its hooks
   * were called.
   *
   * @throws TypeError if `timeoutMs` is not a number of milliseconds
   */
  flush(options?: FlushOptions): Promise<Ledger>;
  /**
   * Stops taking events, sends those that wait, and drops those that are not delivered in time. With a `spool` they stay in
   * it, for the next process. Every call returns the same promise.
   *
   * @throws TypeError if an option is invalid; the reporter then stays open
   */
  close(options?: CloseOptions): Promise<Closed<Item, Refusal>>;
  /** Returns the current counts. */
  ledger(): Ledger;
}

/** A reporter. `await using` closes it at the end of the block. */
export type Reporter<Item, Refusal extends PushError = PushError> = Methods<Item, Refusal> & Disposable;

export function reporterOn<Item extends object>(
  channel: Channel<Item>,
  options: ReporterOptions<Item>,
): Reporter<Item> {
  const settings = settingsOf(options, channel);
  const ending = new AbortController();
  const intake = createIntake({ ...options, channel });
  const recorder = createOutcomeRecorder({ ...options, eventOf: intake.eventOf });
  const parts = { channel, settings, recorder, prepare, signal: ending.signal };
  // Anything else than a spool must not be ignored: its user relies on it.
  const outbox = options.spool ? options.spool.attach(parts, options, createOutbox) : createOutbox(parts);
  const { envelopeBytes } = channel;
  const hasHooks = Boolean(options.beforeSend ?? options.validate);
  let closing: Promise<Closed<Item>> | undefined;

  const whyClosed = (): DropCause | undefined =>
    closing ? 'closed' : options.enabled === false ? 'disabled' : undefined;

  function push(event: Item, onOutcome?: OnOutcome<Item>): Promise<void> {
    const entry: Entry<Item> = {
      text: '',
      bytes: 0,
      at: settings.now(),
      epoch: recorder.begin(),
      onOutcome,
      isPrepared: !hasHooks,
      event: undefined,
    };
    const cause = whyClosed();
    const problem = cause ? { cause } : intake.snapshot(event, entry);
    if (problem) {
      entry.isPrepared = true;
      entry.event = event;
      recorder.drop(entry, problem);
      return outbox.refused?.(problem) ?? DONE;
    }
    // Only `beforeSend` can make it smaller.
    if (!options.beforeSend && isTooLarge(entry)) {
      void refuse(entry, undefined, (end) => recorder.finish([entry], end));
      return DONE;
    }
    return outbox.enter(entry);
  }

  const isTooLarge = ({ bytes }: Entry<Item>) => envelopeBytes + bytes > channel.maxBytes;

  function prepare(entry: Entry<Item>, end: (end: End) => void): boolean {
    const problem: NotTaken | undefined = intake.prepare(entry);
    if (problem && 'cause' in problem) {
      end(recorder.dropped(problem));
      return false;
    }
    if (!problem && !isTooLarge(entry)) return true;
    void refuse(entry, problem?.refusal, end);
    return false;
  }

  /** Rejects an event without a request. */
  async function refuse(
    { bytes }: Entry<Item>,
    refusal: Validity['reasons'][number] | undefined,
    end: (end: End) => void,
  ) {
    try {
      const error = await (refusal
        ? channel.refuse(notSent(refusal))
        : channel.tooLarge(envelopeBytes + bytes));
      recorder.emit({ type: 'rejected', items: 1, error });
      end({ end: 'rejected', error, mayHaveArrived: false });
    } catch (error) {
      // The error messages could not be loaded.
      end(recorder.dropped({ cause: 'gave-up', error: error as Error }));
    }
  }

  async function flush(options?: FlushOptions | null): Promise<Ledger> {
    const timeoutMs = checkedTimeLimit(options?.timeoutMs);
    const release = keepAlive();
    await within(timeoutMs, Promise.all([recorder.epochs.turn(), outbox.wake()]));
    release();
    return recorder.ledger();
  }

  /** Waits for a promise until the time limit or the signal. */
  async function within(timeoutMs: number | undefined, promise: Promise<unknown>, signal?: AbortSignal) {
    if (timeoutMs === undefined) return promise;
    const inTime = new AbortController();
    const enough = signal ? AbortSignal.any([inTime.signal, signal]) : inTime.signal;
    await Promise.race([promise, settings.sleep(timeoutMs, enough)]);
    inTime.abort();
  }

  function dropWaiting(cause: DropCause) {
    for (const entry of outbox.clear()) recorder.drop(entry, { cause });
  }

  async function close(options: CloseOptions): Promise<Closed<Item>> {
    const undelivered = recorder.collect();
    const isDropping = options.waiting === 'drop';
    if (isDropping) dropWaiting('closed');
    const { rateLimits } = channel;
    const timeoutMs = options.timeoutMs ?? closeTimeoutMs(outbox.requestsLeft(), rateLimits, settings.share);
    await within(timeoutMs, isDropping ? outbox.stop() : flush(), options.signal);
    ending.abort();
    dropWaiting('close-timeout');
    outbox.giveUp();
    // Events that hooks push now count as well.
    await flush();
    const ledger = await flush();
    recorder.stopCollecting();
    return { ...ledger, undelivered };
  }

  const methods: Methods<Item> = {
    push,
    flush,
    close: (options) => {
      try {
        closing ??= close(checkedClose(options));
        return closing;
      } catch (error) {
        return Promise.reject(error);
      }
    },
    ledger: recorder.ledger,
  };
  const { asyncDispose } = Symbol as { asyncDispose?: symbol };
  return Object.freeze({
    ...methods,
    ...(asyncDispose && { [asyncDispose]: async () => void (await methods.close()) }),
  }) as Reporter<Item>;
}

const notSent = ({ code: reason, pointer, message, fix }: Validity['reasons'][number]) => ({
  reason,
  what: pointer ? `${message} at ${pointer}` : message,
  fix,
});

const DONE = Promise.resolve();
