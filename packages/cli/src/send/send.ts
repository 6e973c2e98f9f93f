/** What `send` does when its options are read: it finds out what there is, and chooses the way. */
import type { Fetch } from '@pushspec/client';
import {
  acceptanceOf,
  type Config,
  isObject,
  loadBundle,
  operationsOf,
  type Vendor,
  valueAt,
} from '@pushspec/contract';
import type { AnyClient, SendPlan } from '../apis/api.ts';
import { apis } from '../apis/index.ts';
import { type Entry, elementRecords, lineRecords, maxLineBytes, type Unit } from '../bulk/records.ts';
import { type ManyOptions, sendMany } from '../bulk/send-many.ts';
import { type Interruption, interruptible } from '../bulk/stop.ts';
import type { SendFlags } from '../commands/send.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { readConfig } from '../input.ts';
import type { Streams } from '../streams.ts';
import { sendOne } from './send-one.ts';
import { isNdjsonName, joined, openSource, readDocument, recognise, type Source } from './source.ts';

/** A command line of `send`, as far as the vendors have the same words for it. */
export interface Order extends SendPlan {
  readonly vendor: Vendor;
  readonly flags: SendFlags;
  /** The command that goes on from a place. */
  readonly continueFrom: ManyOptions['continueFrom'];
}

export function send(order: Order, streams: Streams): Promise<void> {
  return interruptible((interruption) => sendWhatThereIs(order, { streams, interruption }));
}

type Surroundings = Pick<Context, 'streams' | 'interruption'>;

async function sendWhatThereIs(order: Order, { streams, interruption }: Surroundings): Promise<void> {
  const { flags, events } = order;
  checkFlags(flags, events !== undefined);
  const config = flags.config === undefined ? undefined : await readConfig(flags.config, streams);
  const context = { config, streams, interruption };
  if (events) return sendItems(order, events, { ...context, bytes: 0 });
  const source = await openSource(flags.file ?? '-', streams);
  const maxBytes = maxLineBytes(apis[order.vendor].send.limits.maxBodyBytes);
  if (flags.ndjson || isNdjsonName(source.name)) return sendLines(order, { ...context, source });
  const { format, chunks } = await recognise(source.chunks(0), maxBytes);
  if (format === 'ndjson') return sendLines(order, { ...context, source, chunks });
  const document = await readDocument(chunks, source.name);
  if (typeof document !== 'object' || document === null) {
    throw new CommandFailure(
      EXIT.usage,
      `${source.name} holds no object and no array: give it an event as one`,
    );
  }
  return sendItems(order, apis[order.vendor].send.itemsOf(document), {
    ...context,
    source,
    bytes: source.size ?? 0,
  });
}

interface Context {
  readonly config: Config | undefined;
  readonly streams: Streams;
  readonly interruption: Interruption;
  readonly source?: Source;
}

async function makeClient(order: Order, { config }: Context, first: unknown): Promise<AnyClient> {
  const fetch = order.flags.dryRun ? dryRunFetch(order.vendor) : undefined;
  try {
    return await order.connect({ env: process.env, config, first, fetch });
  } catch (cause) {
    // What the client says of its options names none of their values.
    if (!(cause instanceof TypeError)) throw cause;
    throw new CommandFailure(
      EXIT.credentials,
      `the credentials cannot be used: ${cause.message}; check the environment or --config`,
      { cause },
    );
  }
}

/** A network that sends nothing and accepts everything, as the contract shows it. */
function dryRunFetch(vendor: Vendor): Fetch {
  const document = loadBundle(vendor, 'documented');
  const [entry] = operationsOf(document);
  if (entry === undefined) throw new Error(`the contract of ${vendor} has no operation`);
  const { status } = acceptanceOf(document, entry.operation);
  const content = valueAt(document, `${entry.pointer}/responses/${status}/content`);
  const media = isObject(content) ? Object.values(content)[0] : undefined;
  const value = valueAt(media, '/examples/accepted/value');
  return async () => Response.json(value, { status });
}

/** Items that are all there. In one call where one request takes them, and else like lines. */
async function sendItems(
  order: Order,
  items: readonly unknown[],
  context: Context & { readonly bytes: number },
): Promise<void> {
  const { vendor, flags } = order;
  const { maxItems } = apis[vendor].send.limits;
  const client = await makeClient(order, context, items.find(isObject));
  if (!asksForBulk(flags) && items.length <= maxItems) {
    const isSent = await sendOne({ client, items, flags, isEcho: order.isEcho ?? false }, context.streams);
    if (isSent) return;
  }
  const { skip = 0 } = flags;
  if (skip > items.length) {
    throw new CommandFailure(
      EXIT.usage,
      `--skip ${skip} is more than there is: there are ${items.length} events`,
    );
  }
  const { bytes } = context;
  await sendMany(
    {
      ...manyOptions(order, context, 'event'),
      total: items.length,
      open: async ({ records }) => ({
        client,
        entries: elementRecords(items, {
          asEvent: apis[vendor].send.asEvent,
          skip: Math.max(skip, records),
          bytes,
        }),
      }),
    },
    context.streams,
  );
}

interface LinesContext extends Context {
  readonly source: Source;
  /** What is read of the source already, and the rest; undefined, nothing is. */
  readonly chunks?: AsyncIterable<Buffer>;
}

async function sendLines(order: Order, context: LinesContext): Promise<void> {
  const { vendor, flags } = order;
  const { source } = context;
  const { maxBodyBytes } = apis[vendor].send.limits;
  await sendMany(
    {
      ...manyOptions(order, context, 'line'),
      total: source.size,
      async open(start) {
        const chunks = (start.bytes === 0 && context.chunks) || source.chunks(start.bytes);
        const options = { asEvent: apis[vendor].send.asEvent, maxBodyBytes, start, skip: flags.skip ?? 0 };
        const all = lineRecords(chunks, options);
        const { first, entries } = await peeked(all);
        return { client: await makeClient(order, context, first), entries };
      },
    },
    context.streams,
  );
}

function manyOptions({ vendor, flags, continueFrom }: Order, { source, interruption }: Context, unit: Unit) {
  const { name = 'what was given', file } = source ?? {};
  return {
    vendor,
    limits: apis[vendor].send.limits,
    flags,
    continueFrom,
    unit,
    interruption,
    input: { name, file, cancel: () => source?.cancel() },
  };
}

/** Entries with the first event among them: what it is decides what the others are to be. */
async function peeked(entries: AsyncIterable<readonly Entry[]>) {
  const iterator = entries[Symbol.asyncIterator]();
  const head: (readonly Entry[])[] = [];
  let first: object | undefined;
  while (!first) {
    const { done, value } = await iterator.next();
    if (done) break;
    head.push(value);
    first = value.find(({ event }) => event)?.event;
  }
  return { first, entries: joined(head, iterator) };
}

/** Whether an option was given that only makes sense for many events. */
function asksForBulk(flags: SendFlags): boolean {
  const { ndjson, dryRun, rejected, strict, skip, checkpoint, rate, retryFor } = flags;
  return [ndjson, dryRun, rejected, strict, skip, checkpoint, rate, retryFor].some(
    (flag) => flag !== undefined,
  );
}

/** @throws CommandFailure for options that contradict each other */
function checkFlags(flags: SendFlags, hasOwnEvents: boolean): void {
  const { file, ndjson, skip, checkpoint, dryRun } = flags;
  if (hasOwnEvents && (file ?? ndjson ?? skip ?? checkpoint) !== undefined) {
    throw usage(
      'the flags of an event and --file, --ndjson, --skip or --checkpoint are two things to send: give one of them',
    );
  }
  if (checkpoint !== undefined && dryRun) {
    throw usage('--dry-run sends nothing, so that there is no position to keep: leave --checkpoint out');
  }
  if (checkpoint !== undefined && (file === undefined || file === '-')) {
    throw usage(
      '--checkpoint needs --file, as standard input cannot be told from another one: or go on with --skip',
    );
  }
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, message);
}
