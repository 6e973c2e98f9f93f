/** Everything between an event that is taken and its end: the queue and its bound, the pace, and the way of the batches. */
import type { Channel } from '../channel.ts';
import { createDelivery } from './delivery.ts';
import { createDispatcher } from './dispatcher.ts';
import type { Ends } from './ends.ts';
import type { Settings } from './options.ts';
import { createPacer, type Pacer } from './pacer.ts';
import { createQueue, type Entry, utf8Bytes } from './queue.ts';
import { createRetryQuota } from './retry.ts';
import { createRoom } from './room.ts';

interface OutboxOptions<Item extends object> {
  readonly channel: Channel<Item>;
  readonly settings: Settings;
  readonly ends: Ends<Item>;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

export interface Outbox<Item> {
  /** Takes an entry in, or does what is to be done where there is no room. Resolves when that is done. */
  enter(entry: Entry<Item>): Promise<void>;
  /** Looks whether anything is due. */
  wake(): void;
  /** Gives up what is not under way. */
  clear(): Entry<Item>[];
}

export function createOutbox<Item extends object>(options: OutboxOptions<Item>): Outbox<Item> {
  const { channel, settings, ends, signal } = options;
  const { bounds, now } = settings;
  const queue = createQueue<Item>(utf8Bytes(channel.envelope().join('')));
  const room = createRoom<Item>({
    queue,
    bound: settings.room,
    whenFull: settings.whenFull,
    drop: (entry) => ends.drop(entry, 'queue-full'),
    onAdded: () => {
      if (queue.length === 1 || queue.holdsFullBatch(bounds)) wake();
    },
  });
  const pacer = settings.isPaced ? pacerOf(channel, settings) : createPacer({ ...settings, limits: [] });
  const { deliver } = createDelivery<Item>({
    ...settings,
    channel,
    pacer,
    quota: createRetryQuota(now),
    signal,
    tell: ends.tell,
    end: (entry, outcome) => {
      room.leave(entry);
      ends.finish(entry, outcome);
    },
  });
  const wake = createDispatcher<Item>({ ...settings, epochs: ends.epochs, queue, pacer, signal, deliver });
  return { enter: room.enter, clear: room.clear, wake };
}

const pacers = new WeakMap<Channel<never>, Pacer>();

/** Reporters on one client share its rate limits. */
function pacerOf(channel: Channel<never>, settings: Settings): Pacer {
  const known = pacers.get(channel);
  if (known) return known;
  const pacer = createPacer({ ...settings, limits: channel.rateLimits });
  pacers.set(channel, pacer);
  return pacer;
}
