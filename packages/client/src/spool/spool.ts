/**
 * Connects a reporter to a store: pushed events are stored first, and one of the processes that share the store sends
 * them.
 */
import type { Channel } from '../channel.ts';
import type { SpoolEvent } from '../reporter/events.ts';
import type { ReporterOptions } from '../reporter/options.ts';
import type { createOutbox, Outbox, OutboxOptions } from '../reporter/outbox.ts';
import type { End } from '../reporter/outcome.ts';
import type { Entry } from '../reporter/queue.ts';
import { createAppender } from './appender.ts';
import { isLeft, NotSent, notStored, repeated, withCause } from './endings.ts';
import { createFailures } from './failures.ts';
import { createKept } from './kept.ts';
import { checkOptionNames } from './option-names.ts';
import { type PostEntries, waitingPost } from './outages.ts';
import { createSender } from './sender.ts';
import { isSpoolError, type SpoolStats, type SpoolStore, type StoreNotice } from './store.ts';

/** Keeps the events of a reporter outside of its process. Pass it as `spool` to one `createReporter()`. */
export interface Spool {
  /** Name for messages, such as the path of a file. */
  readonly name: string;
  /**
   * Returns how many events are waiting, from all processes that share the spool.
   *
   * @throws SpoolError if the spool cannot be read. A file must have been opened, which the reporter does
   */
  stats(): Promise<SpoolStats>;
  /** For `createReporter()` only. */
  attach<Item extends object>(
    parts: OutboxOptions<Item>,
    options: ReporterOptions<Item>,
    createInMemory: typeof createOutbox,
  ): Outbox<Item>;
}

export interface SpoolOptions {
  /**
   * How long an event may wait to be delivered, in milliseconds. Older ones are dropped with the cause `expired`.
   *
   * @default 86400000 (one day)
   */
  readonly maxAgeMs?: number | undefined;
  /**
   * Name of the account, if one machine reports for several. The client does not know it. A store that was created
   * under another name is refused.
   *
   * @default undefined (the API, the address and the data id or monitor name the target)
   * @example account: 'billing'
   */
  readonly account?: string | undefined;
  /**
   * The clock for the age of events, in milliseconds since 1970.
   *
   * @default Date.now
   */
  readonly now?: (() => number) | undefined;
}

const HOUR_MS = 3_600_000;
/** How long an event may wait by default, in milliseconds. */
export const DEFAULT_MAX_AGE_MS = 24 * HOUR_MS;

/**
 * Creates a spool on a store.
 *
 * @throws TypeError if an option is invalid
 * @example createReporter(client, { spool: createSpool(store) })
 */
export function createSpool(store: SpoolStore, options: SpoolOptions = {}): Spool {
  checkOptionNames('createSpool()', options, ['maxAgeMs', 'account', 'now']);
  const { maxAgeMs = DEFAULT_MAX_AGE_MS, account, now = Date.now } = options;
  if (!(typeof maxAgeMs === 'number' && maxAgeMs > 0))
    throw new TypeError('`maxAgeMs` must be a number of milliseconds above 0');
  if (account !== undefined && (typeof account !== 'string' || !/^[^\p{Cc}]+$/u.test(account)))
    throw new TypeError('`account` must be a non-empty string without line breaks');
  let isAttached = false;
  return {
    name: store.name,
    stats: () => store.stats(),
    attach(parts, reporter, createInMemory) {
      const { whenFull = 'block' } = reporter.queue ?? {};
      if (whenFull === 'drop-oldest') {
        throw new TypeError(
          "`queue.whenFull` must be 'block' or 'drop-newest' with a `spool`: a stored event is not dropped for a newer one",
        );
      }
      if (reporter.enabled === false) return createInMemory(parts);
      if (isAttached) {
        throw new TypeError(
          'this `spool` already belongs to a reporter: create another one for the same file',
        );
      }
      isAttached = true;
      return attached(
        { store, maxAgeMs, account, now, waitsWhenFull: whenFull === 'block' },
        parts,
        reporter,
        createInMemory,
      );
    },
  };
}

interface Settled {
  readonly store: SpoolStore;
  readonly maxAgeMs: number;
  readonly account: string | undefined;
  readonly now: () => number;
  readonly waitsWhenFull: boolean;
}

/** Names the target of a client, without a secret. */
const targetOf = (
  { api, origin, subject }: Pick<Channel, 'api' | 'origin' | 'subject'>,
  account: string | undefined,
) => [`${api} at ${origin}`, subject, account && `account ${account}`].filter(Boolean).join(', ');

function attached<Item extends object>(
  { store, maxAgeMs, account, now, waitsWhenFull }: Settled,
  parts: OutboxOptions<Item>,
  reporter: ReporterOptions<Item>,
  createInMemory: typeof createOutbox,
): Outbox<Item> {
  const { channel, settings, recorder } = parts;
  const kept = createKept<Item>();
  const isExpired = (at: number) => now() - at >= maxAgeMs;
  const emit = (event: Omit<SpoolEvent, 'type' | 'spool'>) => {
    recorder.emit({ type: 'spool', spool: store.name, ...event });
    if (event.error && !reporter.onEvent) {
      const wait = event.change === 'waiting' ? ` Events wait in ${store.name}.` : '';
      globalThis.console?.warn(`@pushspec/client: ${event.error.message}${wait}`);
    }
  };

  const failures = createFailures((error) => emit({ change: 'failed', error }));
  const onNotice = ({ type, error }: StoreNotice) => {
    emit({ change: type === 'disconnected' ? 'failed' : type, error });
    if (type === 'disconnected') sender.resign();
    else sender.lost(error, { isStillSender: type === 'set-aside' });
  };
  let opening: Promise<void> | undefined;
  const ready = () => {
    opening ??= store.open(targetOf(channel, account), onNotice).catch((error) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };

  const appender = createAppender<Item>({
    store,
    ready,
    bound: settings.queueBound,
    now,
    waitsWhenFull,
    sleep: settings.sleep,
    onStored: (stored) => {
      failures.worked('store');
      sender.stored(stored);
    },
    drop: (entry, error) => {
      if (isSpoolError(error) && error.code === 'full') recorder.drop(entry, { cause: 'queue-full', error });
      else {
        failures.failed('store', error);
        recorder.drop(entry, { cause: 'not-stored', error });
      }
    },
  });
  const load: SpoolStore['load'] = async (after, bounds) => {
    const events = await store.load(after, bounds);
    // A store may show an event before it has returned its id. It would be taken without its hook.
    await appender.reported();
    return events;
  };
  const sender = createSender<Item>({
    load,
    ...{ store, ready, kept, recorder, isExpired, failures },
    bound: settings.queueBound,
    bytesOf: channel.bytesOf,
    expire: (entry) => finish([entry], recorder.dropped({ cause: 'expired' })),
    lose: (entry, error, mayHaveArrived) =>
      finish([entry], { ...recorder.dropped({ cause: 'not-stored', error }), mayHaveArrived } as End),
    now: settings.now,
    sleep: settings.sleep,
    onRoomInStore: () => appender.hasRoom(),
    onSender: () => emit({ change: 'sender' }),
  });

  /** Ends entries in memory and in the store, unless they stay in the store. */
  function finish(entries: readonly Entry<Item>[], end: End) {
    if (isLeft(end)) {
      sender.leave(entries, end.end !== 'delivered' && end.mayHaveArrived);
      return;
    }
    const last = withCause(end);
    const attempts = (entry: Entry<Item>) => kept.originOf(entry).attempts;
    if (entries.every((entry) => attempts(entry) === 0)) recorder.finish(entries, last);
    else for (const entry of entries) recorder.finish([entry], repeated(last, attempts(entry)));
    sender.settle(entries);
  }

  // Old events expire, so an outage may last longer than the usual deadline, until the cause is fixed.
  const waitsInOutages = reporter.retry !== false && reporter.retry?.deadlineMs === undefined;
  const post: PostEntries = waitsInOutages
    ? waitingPost(channel.post, (error) => emit({ change: 'waiting', error }))
    : channel.post;
  /** Entries of each body, until it is posted. */
  const bodies = new WeakMap<Uint8Array, readonly Entry<Item>[]>();
  const storing: Channel<Item> = {
    ...channel,
    bodyOf(entries) {
      const body = channel.bodyOf(entries);
      bodies.set(body, entries as readonly Entry<Item>[]);
      return body;
    },
    async post(bytes, items, signal) {
      const entries = bodies.get(bytes) as readonly Entry<Item>[];
      const origins = entries.map((entry) => kept.originOf(entry));
      if (!origins.every(sender.isCurrent)) throw new NotSent(channel.api, 'lost');
      if (origins.every(({ at }) => isExpired(at))) throw new NotSent(channel.api, 'expired');
      await sender.sending(entries, signal);
      return post(bytes, items, signal, entries);
    },
  };
  const inner = createInMemory<Item>({
    ...parts,
    channel: storing,
    settings: {
      ...settings,
      whenFull: 'block',
      ...(waitsInOutages && { deadlineMs: Number.POSITIVE_INFINITY, minFailingMs: HOUR_MS }),
    },
    recorder: {
      ...recorder,
      finish,
      emit: (event) => {
        const isUnsent = 'error' in event && event.error instanceof NotSent;
        if (event.type === 'dropped' ? !isLeft(event) : !isUnsent) recorder.emit(withCause(event));
      },
    },
    prepare: (entry, end) => {
      if (!isExpired(kept.originOf(entry).at)) return parts.prepare(entry, end);
      end(recorder.dropped({ cause: 'expired' }));
      return false;
    },
  });
  sender.start(inner);

  let closing: Promise<void> | undefined;
  let isClosing = false;
  const close = async () => {
    await appender.idle();
    await sender.drained();
    await store.close().catch((error) => failures.failed('close', error));
  };
  return {
    enter: appender.enter,
    refused: (dropping) => {
      const rejected = Promise.reject(notStored(store.name, dropping));
      // An ignored promise must not end the process. The event has an outcome.
      rejected.catch(() => {});
      return rejected;
    },
    async wake() {
      inner.wake();
      if (isClosing) {
        closing ??= close();
        return closing;
      }
      await appender.idle();
      await sender.drained();
    },
    clear() {
      isClosing = true;
      sender.stop();
      return appender.clear();
    },
    stop: inner.stop,
    giveUp: inner.giveUp,
    requestsLeft: () =>
      inner.requestsLeft() + Math.ceil((sender.left() + appender.waiting()) / settings.bounds.maxItems),
  };
}
