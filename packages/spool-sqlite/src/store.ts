/**
 * A store in an SQLite file. A worker thread owns the connection, so waiting for the disk does not block the process.
 */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  checkOptionNames,
  SpoolError,
  type SpoolStats,
  type SpoolStore,
  type StoreNotice,
} from '@pushspec/client/spool';
import { type NodeRequirement, requireNode } from '@pushspec/contract/node-version';
import { realPathOf } from './files.ts';
import type { Call, FileSettings, Operation, Problem, Reply, StoredIds } from './messages.ts';

export interface StoreOptions {
  /**
   * Path of the file. Its folder must exist, and must not be on a network drive. SQLite creates files next to it whose
   * names end with `-wal` and `-shm`. `-lock` marks the process that sends, and `-reserve` takes up 2 MiB so that
   * sending continues when the disk is full.
   *
   * @example file: '/var/lib/app/events.spool'
   */
  readonly file: string;
  /**
   * Maximum number of events in the file.
   *
   * @default 1000000
   */
  readonly maxItems?: number | undefined;
  /**
   * Maximum size of their JSON in bytes. The file may be twice as large.
   *
   * @default 1073741824 (1 GiB)
   */
  readonly maxBytes?: number | undefined;
  /**
   * `full` waits until the events are on the disk, so that they also survive a power failure. `normal` is faster: the
   * most recent events survive a crash of the process, but may not survive a crash of the machine.
   *
   * @default 'full'
   */
  readonly synchronous?: 'full' | 'normal' | undefined;
}

/**
 * Creates a store in a file. `createSqliteSpool()` is the usual way to use it.
 *
 * @throws TypeError if an option is invalid
 * @throws TooOldNodeError if Node.js is too old for SQLite
 */
export function createSqliteStore(options: StoreOptions): SpoolStore {
  requireNode(createRequire(import.meta.url)('../package.json') as NodeRequirement);
  const settings = settingsOf(options);
  const { file } = settings;
  let worker: Worker | undefined;
  let opened: { readonly target: string; readonly onNotice: (notice: StoreNotice) => void } | undefined;
  let calls = 0;
  const pending = new Map<
    number,
    { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void }
  >();

  function receive(reply: Reply) {
    if ('notice' in reply) {
      const { notice: type, path, problem } = reply;
      opened?.onNotice({ type, path, error: errorOf(problem) } as StoreNotice);
      return;
    }
    const caller = pending.get(reply.call);
    pending.delete(reply.call);
    if (pending.size === 0) worker?.unref();
    if ('problem' in reply) caller?.reject(errorOf(reply.problem));
    else caller?.resolve(reply.value as never);
  }

  function start(): Worker {
    const started = new Worker(workerUrl, {
      // A link that was created after this store also counts.
      workerData: { ...settings, file: realPathOf(file) },
      // Older versions of Node warn that `node:sqlite` is experimental, which does not concern users.
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    const lost = (cause: unknown) => {
      if (worker !== started) return;
      worker = undefined;
      const error = new SpoolError(
        'failed',
        `the worker thread of ${file} ended (${cause}): push again to start a new one`,
      );
      opened?.onNotice({ type: 'disconnected', error });
      for (const { reject } of pending.values()) reject(error);
      pending.clear();
    };
    started.on('message', receive);
    started.on('error', lost);
    started.on('exit', (code) => lost(`exit code ${code}`));
    started.unref();
    return started;
  }

  function post<Result>(operation: Operation): Promise<Result> {
    return new Promise<Result>((fulfill, reject) => {
      worker ??= start();
      // Keeps the process alive until its events are stored.
      if (pending.size === 0) worker.ref();
      pending.set(++calls, { resolve: fulfill, reject });
      worker.postMessage({ call: calls, operation } satisfies Call);
    });
  }

  /** Performs an operation. Opens the file again first if the thread was lost. */
  async function call<Result>(operation: Operation): Promise<Result> {
    if (!opened) throw new SpoolError('closed', `${file} is not open: pass the spool to a reporter first`);
    if (!worker) await post<void>({ type: 'open', target: opened.target });
    return post<Result>(operation);
  }

  return {
    name: file,
    open(target, onNotice) {
      opened = { target, onNotice };
      return post<void>({ type: 'open', target });
    },
    async append(events) {
      const texts = events.map(({ text }) => text);
      const times = events.map(({ at }) => at);
      const { first, count } = await call<StoredIds>({ type: 'append', texts, times });
      return Array.from({ length: count }, (_, index) => first + index);
    },
    acquire: () => call<boolean>({ type: 'acquire' }),
    load: (after, bounds) => call({ type: 'load', after, bounds }),
    sending: (ids) => call<void>({ type: 'sending', ids }),
    settle: (ids) => call<void>({ type: 'settle', ids }),
    stats: () => call<SpoolStats>({ type: 'stats' }),
    async close() {
      const ended = worker;
      if (!ended) return;
      await post<void>({ type: 'close' });
      worker = undefined;
      opened = undefined;
      await ended.terminate();
    },
  };
}

/** Next to this file, in the sources and in the package. */
const workerUrl = new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);

const errorOf = ({ code, message }: Problem) => new SpoolError(code, message);

/** Names of the options of `createSqliteStore()`. */
export const STORE_OPTIONS = ['file', 'maxItems', 'maxBytes', 'synchronous'] as const;

function settingsOf(options: StoreOptions): FileSettings {
  checkOptionNames('createSqliteStore()', options, STORE_OPTIONS);
  const { file, maxItems = 1_000_000, maxBytes = 1024 ** 3, synchronous = 'full' } = options;
  if (typeof file !== 'string' || file === '' || file.includes('\0'))
    throw new TypeError('`file` must be the path of the spool');
  if (synchronous !== 'full' && synchronous !== 'normal')
    throw new TypeError("`synchronous` must be 'full' or 'normal'");
  if (!(maxItems >= 1)) throw new TypeError('`maxItems` must be a number of at least 1');
  if (!(maxBytes >= 1)) throw new TypeError('`maxBytes` must be a number of at least 1');
  return { file: resolve(file), maxItems, maxBytes, synchronous };
}
