/** Runs `send`: detects the input format, and sends it in one request or as a stream. */
import type { Fetch } from '@pushspec/client';
import {
  type ApiName,
  acceptanceOf,
  type Config,
  isObject,
  loadBundle,
  operationsOf,
  valueAt,
} from '@pushspec/contract';
import type { AnyClient, SendPlan } from '../apis/api.ts';
import { apis } from '../apis/index.ts';
import { type InexactItems, inexactItems, inexactProblem } from '../bulk/inexact.ts';
import { type Entry, elementRecords, lineRecords, maxLineBytes, type Unit } from '../bulk/records.ts';
import { type ManyOptions, sendMany } from '../bulk/send-many.ts';
import { type Interruption, interruptible } from '../bulk/stop.ts';
import type { SendFlags } from '../commands/send.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { readConfig } from '../input.ts';
import { jsonLocation } from '../json-location.ts';
import type { Streams } from '../streams.ts';
import { refuse, sendOne } from './send-one.ts';
import { detectFormat, isNdjsonName, joined, openSource, readDocument, type Source } from './source.ts';

/** A parsed `send` command line. */
export interface SendJob extends SendPlan {
  readonly api: ApiName;
  readonly flags: SendFlags;
  /** Returns the command that continues from a position. */
  readonly continueFrom: ManyOptions['continueFrom'];
}

export function send(job: SendJob, streams: Streams): Promise<void> {
  return interruptible((interruption) => sendInput(job, { streams, interruption }));
}

type Environment = Pick<Context, 'streams' | 'interruption'>;

async function sendInput(job: SendJob, { streams, interruption }: Environment): Promise<void> {
  const { flags, events } = job;
  checkFlags(flags, events !== undefined);
  const config = flags.config === undefined ? undefined : await readConfig(flags.config, streams);
  const context = { config, streams, interruption };
  if (events)
    return sendItems(job, events, { ...context, bytes: 0, content: Buffer.alloc(0), inexact: new Map() });
  const source = await openSource(flags.file ?? '-', streams);
  const maxBytes = maxLineBytes(apis[job.api].send.limits.maxBodyBytes);
  if (flags.ndjson || isNdjsonName(source.name)) return sendLines(job, { ...context, source });
  const { format, chunks } = await detectFormat(source.chunks(0), maxBytes);
  if (format === 'ndjson') return sendLines(job, { ...context, source, chunks });
  const document = await readDocument(chunks, source.name);
  const { value } = document;
  if (typeof value !== 'object' || value === null) {
    throw new CommandFailure(
      EXIT.usage,
      `${source.name} must contain a JSON object or array: write an event, or an array of events`,
    );
  }
  const items = apis[job.api].send.itemsOf(value);
  return sendItems(job, items, {
    ...context,
    source,
    bytes: source.size ?? 0,
    content: document.bytes,
    inexact: inexactItems(document, items),
  });
}

interface Context {
  readonly config: Config | undefined;
  readonly streams: Streams;
  readonly interruption: Interruption;
  readonly source?: Source;
}

async function makeClient(job: SendJob, { config }: Context, first: unknown): Promise<AnyClient> {
  const fetch = job.flags.dryRun ? dryRunFetch(job.api) : undefined;
  try {
    return await job.connect({ env: process.env, config, first, fetch });
  } catch (cause) {
    // The client's messages about options do not contain their values.
    if (!(cause instanceof TypeError)) throw cause;
    throw new CommandFailure(
      EXIT.credentials,
      `the credentials cannot be used: ${cause.message}; check the environment or \`--config\``,
      { cause },
    );
  }
}

/** Returns a `fetch` that sends nothing and responds with the contract's success example. */
function dryRunFetch(api: ApiName): Fetch {
  const document = loadBundle(api, 'documented');
  const [entry] = operationsOf(document);
  if (entry === undefined) throw new Error(`the contract of ${api} has no operation`);
  const { status } = acceptanceOf(document, entry.operation);
  const content = valueAt(document, `${entry.pointer}/responses/${status}/content`);
  const media = isObject(content) ? Object.values(content)[0] : undefined;
  const value = valueAt(media, '/examples/accepted/value');
  return async () => Response.json(value, { status });
}

interface ItemsContext extends Context {
  /** Size of the input in bytes, or 0 if it is unknown. */
  readonly bytes: number;
  /** The document. */
  readonly content: Buffer;
  readonly inexact: InexactItems;
}

/** Sends items that are in memory: in one request if they fit, else as a stream. */
async function sendItems(job: SendJob, items: readonly unknown[], context: ItemsContext): Promise<void> {
  const { api, flags } = job;
  const { maxItems } = apis[api].send.limits;
  const client = await makeClient(job, context, items.find(isObject));
  const { inexact } = context;
  if (!hasBulkOption(flags) && items.length === 1) checkNumbers(job, context);
  if (inexact.size === 0 && !hasBulkOption(flags) && items.length <= maxItems) {
    const isSent = await sendOne(
      { client, items, flags, printsResponse: job.printsResponse ?? false },
      context.streams,
    );
    if (isSent) return;
  }
  const { skip = 0 } = flags;
  if (skip > items.length) {
    throw new CommandFailure(
      EXIT.usage,
      `\`--skip ${skip}\` is too large: the input has ${items.length} events`,
    );
  }
  const { bytes } = context;
  await sendMany(
    {
      ...manyOptions(job, context, 'event'),
      total: items.length,
      open: async ({ records }) => ({
        client,
        entries: elementRecords(items, {
          asEvent: apis[api].send.asEvent,
          skip: Math.max(skip, records),
          bytes,
          inexact,
        }),
      }),
    },
    context.streams,
  );
}

interface LinesContext extends Context {
  readonly source: Source;
  /** The chunks that were already read, followed by the rest, or `undefined` if nothing was read. */
  readonly chunks?: AsyncIterable<Buffer>;
}

async function sendLines(job: SendJob, context: LinesContext): Promise<void> {
  const { api, flags } = job;
  const { source } = context;
  const { maxBodyBytes } = apis[api].send.limits;
  await sendMany(
    {
      ...manyOptions(job, context, 'line'),
      total: source.size,
      async open(start) {
        const chunks = (start.bytes === 0 && context.chunks) || source.chunks(start.bytes);
        const options = { asEvent: apis[api].send.asEvent, maxBodyBytes, start, skip: flags.skip ?? 0 };
        const all = lineRecords(chunks, options);
        const { first, entries } = await peekFirst(all);
        return { client: await makeClient(job, context, first), entries };
      },
    },
    context.streams,
  );
}

function manyOptions({ api, flags, continueFrom }: SendJob, { source, interruption }: Context, unit: Unit) {
  const { name = 'the input', file } = source ?? {};
  return {
    api,
    limits: apis[api].send.limits,
    flags,
    continueFrom,
    unit,
    interruption,
    input: { name, file, cancel: () => source?.cancel() },
  };
}

/** Reads up to the first event, whose kind decides the client's options. `entries` still yields everything. */
async function peekFirst(entries: AsyncIterable<readonly Entry[]>) {
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

/** @throws CommandFailure if a number of the only item would be sent as another one */
function checkNumbers({ api, flags }: SendJob, { content, inexact, source, streams }: ItemsContext): void {
  const [found] = inexact.values();
  if (!found) return;
  const { byte } = found.number;
  const location = jsonLocation(content, { byte, detail: 'invalid char' });
  const problem = inexactProblem(found.number);
  refuse({ api, flags, problem, where: `${source?.name} (${location})` }, streams);
}

/** Returns whether an option was given that only applies to many events. */
function hasBulkOption(flags: SendFlags): boolean {
  const { ndjson, dryRun, rejected, strict, skip, checkpoint, rate, retryFor } = flags;
  return [ndjson, dryRun, rejected, strict, skip, checkpoint, rate, retryFor].some(
    (flag) => flag !== undefined,
  );
}

/** @throws CommandFailure if options contradict each other */
function checkFlags(flags: SendFlags, hasOwnEvents: boolean): void {
  const { file, ndjson, skip, checkpoint, dryRun } = flags;
  if (hasOwnEvents && (file ?? ndjson ?? skip ?? checkpoint) !== undefined) {
    throw usage(
      'event flags cannot be combined with `--file`, `--ndjson`, `--skip` or `--checkpoint`: use only one input',
    );
  }
  if (checkpoint !== undefined && dryRun) {
    throw usage('`--dry-run` sends nothing, so there is no position to save: remove `--checkpoint`');
  }
  if (checkpoint !== undefined && (file === undefined || file === '-')) {
    throw usage(
      '`--checkpoint` needs `--file`, because standard input cannot be identified again: pass a file, or continue with `--skip`',
    );
  }
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, message);
}
