/** Connects the bounded queue, the batches and their delivery. */
import type { Channel } from '../channel.ts';
import { createBoundedQueue } from './bounded-queue.ts';
import { createDelivery } from './delivery.ts';
import { createDispatcher } from './dispatcher.ts';
import type { Settings } from './options.ts';
import type { DropCause, End } from './outcome.ts';
import type { OutcomeRecorder } from './outcome-recorder.ts';
import { createTraffic, type Pacer, type Traffic } from './pacer.ts';
import { createPacking } from './packing.ts';
import { createQueue, type Entry } from './queue.ts';

export interface OutboxOptions<Item extends object> {
  readonly channel: Channel<Item>;
  readonly settings: Settings;
  readonly recorder: OutcomeRecorder<Item>;
  /** Calls the hooks with an entry. Returns false if that ended the entry. */
  readonly prepare: (entry: Entry<Item>, end: (end: End) => void) => boolean;
  /** Ends all work. */
  readonly signal: AbortSignal;
}

/** Why an event was dropped before it was stored. */
export interface NotStored {
  readonly cause: DropCause;
  readonly error?: Error;
}

export interface Outbox<Item> {
  /** Queues an entry, or applies `whenFull`. Resolves when that is done. */
  enter(entry: Entry<Item>): Promise<void>;
  /** With a spool, returns the rejected promise of a push that was dropped before `enter()`. */
  refused?(dropping: NotStored): Promise<void>;
  /** Sends what is due. With a spool, returns a promise that resolves when all events in it have an outcome. */
  wake(): unknown;
  /** Removes and returns all entries that were in no request yet. */
  clear(): Entry<Item>[];
  /** Sends no more requests. Resolves when none is in flight. */
  stop(): Promise<void>;
  /** Ends the batches that wait for a retry. Call it after the signal. */
  giveUp(): void;
  /** Returns the approximate number of requests for all events that have not ended. */
  requestsLeft(): number;
}

export function createOutbox<Item extends object>(options: OutboxOptions<Item>): Outbox<Item> {
  const { channel, settings, recorder, signal } = options;
  const bounds = { ...settings.bounds };
  const { envelopeBytes } = channel;
  const queue = createQueue<Item>(envelopeBytes);
  const bounded = createBoundedQueue<Item>({
    queue,
    bound: settings.queueBound,
    whenFull: settings.whenFull,
    drop: (entry) => recorder.drop(entry, { cause: 'queue-full' }),
    onAdded: () => {
      if (queue.length === 1 || queue.holdsFullBatch(bounds)) dispatcher.wake();
    },
  });
  const end = (entries: readonly Entry<Item>[], last: End) => {
    bounded.leave(entries);
    recorder.finish(entries, last);
  };
  const pacer = pacerOf(channel, settings);
  const packing = createPacking<Item>({
    queue,
    bounds,
    envelopeBytes,
    streamOf: channel.streamOf,
    prepare: (entry) => {
      const before = entry.bytes;
      const isReady = options.prepare(entry, (last) => end([entry], last));
      bounded.resized(entry.bytes - before);
      return isReady;
    },
  });
  const delivery = createDelivery<Item>({
    ...settings,
    channel,
    bounds,
    pacer,
    signal,
    emit: recorder.emit,
    end,
  });
  const dispatcher = createDispatcher<Item>({
    ...settings,
    bounds,
    epochs: recorder.epochs,
    queue,
    pacer,
    signal,
    delivery,
    takeBatch: packing.takeBatch,
    ended: packing.ended,
  });
  return {
    enter: bounded.enter,
    wake: dispatcher.wake,
    stop: dispatcher.stop,
    giveUp: dispatcher.giveUp,
    requestsLeft() {
      const { items, bytes } = bounded.held();
      return Math.ceil(Math.max(items / bounds.maxItems, bytes / bounds.maxBytes));
    },
    clear() {
      const held = packing.clear();
      bounded.leave(held);
      return [...held, ...bounded.clear()];
    },
  };
}

/** The traffic of each client, whose reporters share its rate limits and pauses. */
const traffics = new WeakMap<object, Traffic>();

/** Returns the traffic of a client. The first caller determines its clock. A spool wraps the channel, but not its `failurePolicy`. */
export function trafficOf(
  { rateLimits: limits, failurePolicy }: Pick<Channel, 'rateLimits' | 'failurePolicy'>,
  { now, sleep }: Pick<Settings, 'now' | 'sleep'>,
): Traffic {
  const traffic = traffics.get(failurePolicy) ?? createTraffic({ limits, now, sleep });
  traffics.set(failurePolicy, traffic);
  return traffic;
}

function pacerOf(channel: Pick<Channel, 'rateLimits' | 'failurePolicy'>, settings: Settings): Pacer {
  const traffic = trafficOf(channel, settings);
  if (traffic.now !== settings.now || traffic.sleep !== settings.sleep) {
    throw new TypeError(
      'all reporters of a client must have the same `now` and `sleep`, because they share its rate limits: pass the same functions, or create another client',
    );
  }
  return traffic.pacer(settings.share);
}
