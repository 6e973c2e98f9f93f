/** Takes events and brings each of them to exactly one end. */
import type { Channel } from '../channel.ts';
import { createEnds, type OnOutcome, type Pushed } from './ends.ts';
import { createIntake, type NotTaken, type Taken } from './intake.ts';
import { type ReporterOptions, settingsOf, type Validity } from './options.ts';
import { createOutbox } from './outbox.ts';
import type { Ledger, Outcome } from './outcome.ts';
import { utf8Bytes } from './queue.ts';
import { keepAlive } from './timers.ts';

export interface Closed<Item> extends Ledger {
  /** The ends of all events that came to no delivery while the reporter was closing. */
  readonly undelivered: readonly Outcome<Item>[];
}

export interface Reporter<Item> {
  /**
   * Takes an event. It is written as JSON at once; what happens to the object afterwards changes nothing.
   * Never throws, and what it returns never rejects.
   *
   * @returns a promise to wait for with `whenFull: 'block'` only: it resolves when the event has its place
   */
  push(event: Item, onOutcome?: OnOutcome<Item>): Promise<void>;
  /** Sends what waits without waiting for more. Resolves when all that was pushed before has come to its end. */
  flush(): Promise<Ledger>;
  /** Takes nothing more, sends what waits, and gives up what is not delivered in time. */
  close(options?: CloseOptions): Promise<Closed<Item>>;
  /** The counts at this moment. */
  ledger(): Ledger;
}

export interface CloseOptions {
  /**
   * How long it may take, in milliseconds.
   *
   * @default 30000
   */
  readonly timeoutMs?: number | undefined;
  /**
   * What becomes of the events that no request carries yet. `drop`: only what is under way is waited for; they end as
   * dropped, with the cause `closed`, and have not been sent.
   *
   * @default 'send'
   */
  readonly waiting?: 'send' | 'drop' | undefined;
  /**
   * Ends it before that: what is not delivered by then is given up. Only that of the first call counts.
   *
   * @default undefined (only the time ends it)
   * @example signal: secondInterrupt.signal
   */
  readonly signal?: AbortSignal | undefined;
}

const CLOSE_TIMEOUT_MS = 30_000;

export function reporterOn<Item extends object>(
  channel: Channel<Item>,
  options: ReporterOptions<Item>,
): Reporter<Item> {
  const settings = settingsOf(options, channel);
  const ending = new AbortController();
  const ends = createEnds(options);
  const outbox = createOutbox({ channel, settings, ends, signal: ending.signal });
  const take = createIntake({ ...options, channel });
  const envelopeBytes = utf8Bytes(channel.envelope().join(''));
  let closing: Promise<Closed<Item>> | undefined;

  const whyClosed = (): NotTaken<Item> | undefined =>
    closing ? { cause: 'closed' } : options.enabled === false ? { cause: 'disabled' } : undefined;

  function push(event: Item, onOutcome?: OnOutcome<Item>): Promise<void> {
    const epoch = ends.begin();
    const taken = whyClosed() ?? take(event);
    if ('cause' in taken) {
      ends.drop({ event: taken.event ?? event, epoch, onOutcome }, taken.cause, taken.error);
      return DONE;
    }
    const { text, bytes, refusal } = taken;
    const pushed = { event: taken.event, epoch, onOutcome };
    const bodyBytes = envelopeBytes + bytes;
    if (refusal || bodyBytes > channel.maxBytes) return refuse(pushed, refusal ?? bodyBytes);
    return outbox.enter({ ...pushed, text, bytes, at: settings.now() });
  }

  async function refuse(pushed: Pushed<Item>, why: number | NonNullable<Taken<Item>['refusal']>) {
    try {
      const error = await (typeof why === 'number' ? channel.tooLarge(why) : channel.refuse(refusalOf(why)));
      ends.tell({ type: 'rejected', items: 1, error });
      ends.finish(pushed, { end: 'rejected', event: pushed.event, error });
    } catch (error) {
      // Its texts could not be loaded.
      ends.drop(pushed, 'gave-up', error as Error);
    }
  }

  async function flush(): Promise<Ledger> {
    const release = keepAlive();
    const over = ends.epochs.turn();
    outbox.wake();
    await over;
    release();
    return ends.ledger();
  }

  async function close(options: CloseOptions): Promise<Closed<Item>> {
    const { timeoutMs = CLOSE_TIMEOUT_MS, waiting = 'send', signal } = options;
    const undelivered = ends.collect();
    if (waiting === 'drop') for (const entry of outbox.clear()) ends.drop(entry, 'closed');
    const inTime = new AbortController();
    const enough = signal ? AbortSignal.any([inTime.signal, signal]) : inTime.signal;
    await Promise.race([flush(), settings.sleep(timeoutMs, enough)]);
    inTime.abort();
    ending.abort();
    for (const entry of outbox.clear()) ends.drop(entry, 'close-timeout');
    const ledger = await flush();
    ends.stopCollecting();
    return { ...ledger, undelivered };
  }

  return Object.freeze<Reporter<Item>>({
    push,
    flush,
    close: (options = {}) => {
      // Closed before anybody hears of what is dropped, and might push it again.
      closing ??= Promise.resolve(options).then(close);
      return closing;
    },
    ledger: ends.ledger,
  });
}

const refusalOf = ({ code: reason, pointer, message, fix }: Validity['reasons'][number]) => ({
  reason,
  what: pointer ? `${message} at ${pointer}` : message,
  fix,
});

const DONE = Promise.resolve();
