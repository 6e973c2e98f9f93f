/** Runs a relay until it is stopped. */
import type { ApiName } from '@pushspec/contract';
import type { RelayOptions } from '@pushspec/relay';
import type { RelayConnection, RelaySupport } from '../apis/api.ts';
import { LOCAL_URL } from '../apis/flag-values.ts';
import type { RelayFlags } from '../commands/relay.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { fleetSetup } from '../fleet-package.ts';
import { readConfig } from '../input.ts';
import { listenOn } from '../listening.ts';
import { installAdvice, isInstalled } from '../mock-package.ts';
import { aborted } from '../signals.ts';
import { type Streams, say, writeJson } from '../streams.ts';
import { relayToken } from '../token.ts';

export interface RelayRun {
  readonly api: ApiName;
  readonly support: RelaySupport;
  readonly flags: RelayFlags;
  readonly streams: Streams;
  readonly stop: AbortSignal;
}

const HOUR_MS = 3_600_000;

export async function runRelay({ api, support, flags, streams, stop }: RelayRun): Promise<void> {
  const { port, host, config: configFile, share, json } = flags;
  const token = relayToken(flags.token);
  const storage = storageOf(flags);
  const url = checkedTarget(support.url(flags) ?? flags.target ?? LOCAL_URL);
  const config = configFile === undefined ? undefined : await readConfig(configFile, streams);
  const { createClient, target, name } = await connected(support, { env: process.env, config, url }, flags);
  const { createRelay } = await relayPackage(storage.queue !== undefined);
  const relay = await createRelay({
    ...{ api, createClient, target },
    ...storage,
    ...(share !== undefined && { send: { pace: { share } } }),
    ...(token && { token }),
    log: (line) => say(streams, `pushspec: ${line}`),
  }).catch((cause: unknown) => {
    throw startFailure(cause);
  });
  try {
    const { url: relayUrl } = await listenOn(relay, { port, host, option: '--port' }).catch(
      (error: unknown) => {
        throw openToOthers(error);
      },
    );
    const { origin } = new URL(url);
    const { spool, queue } = storage;
    const where = spool ? { spool: spool.file } : { account: queue?.account };
    if (json) writeJson(streams, { relay: relayUrl, target: origin, ...where });
    else {
      const waiting = spool ? `spool   ${spool.file}` : `account ${queue?.account}`;
      say(streams, `relay   ${relayUrl}\ntarget  ${origin} (${name})\n${waiting}`);
    }
    await aborted(stop);
  } finally {
    await relay.close();
  }
}

/** Returns the storage options of `createRelay`. */
function storageOf(flags: RelayFlags): Pick<RelayOptions, 'spool' | 'queue'> {
  const { spool: file, account, schema, maxEvents, maxAge } = flags;
  const limit = maxEvents !== undefined && { maxItems: maxEvents };
  if (file === '') throw usage('`--spool` is empty: name a file, such as `--spool events.spool`');
  if (file !== undefined) {
    const age = maxAge !== undefined && { maxAgeMs: maxAge * HOUR_MS };
    return { spool: { file, ...limit, ...age, ...(account !== undefined && { account }) } };
  }
  const { postgres = account === undefined ? undefined : process.env.DATABASE_URL } = flags;
  if (postgres === undefined || postgres === '') {
    throw usage(
      'a relay without storage would lose accepted events: name a file with `--spool`, such as `--spool events.spool`, or a database with `--postgres`',
    );
  }
  if (account === undefined)
    throw usage(
      '`--account` is missing: name the account or key that the rate limit applies to, such as `--account 1234567890`',
    );
  if (maxAge !== undefined)
    throw usage('`--max-age` needs `--spool`: events in PostgreSQL wait until they are sent');
  return { queue: { postgres, account, ...limit, ...(schema !== undefined && { schema }) } };
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, message);
}

function checkedTarget(address: string): string {
  const { username, password, search, hash } = new URL(address);
  if (username + password + search + hash === '') return address;
  throw new CommandFailure(
    EXIT.usage,
    '`--target` must be an address without user, query and fragment, such as http://127.0.0.1:4010',
  );
}

async function connected(
  support: RelaySupport,
  source: Parameters<RelaySupport['connect']>[0],
  flags: RelayFlags,
): Promise<RelayConnection> {
  try {
    return await support.connect(source, flags);
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

/** Loads the relay. It is a separate package, because most users of the command line do not need it. */
async function relayPackage(needsFleet: boolean): Promise<typeof import('@pushspec/relay')> {
  if (!isInstalled('@pushspec/relay'))
    throw usage(`the relay is not installed: ${installAdvice('@pushspec/relay')}`);
  // It imports the fleet on demand.
  if (needsFleet) await fleetSetup();
  return import('@pushspec/relay');
}

/** Library options that messages name, and the matching options of the command. */
const OPTIONS = [
  ['`file`', '`--spool`'],
  ['`postgres`', '`--postgres`'],
  ['`schema`', '`--schema`'],
  ['`account`', '`--account`'],
] as const;

/** Converts errors of the spool or the queue. Their messages name the file or the database, and what to do. */
function startFailure(cause: unknown): unknown {
  const { name, message, code } = cause as Error & { code?: string };
  const isOfOption = name === 'TypeError' && OPTIONS.some(([option]) => message.startsWith(option));
  if (!['SpoolError', 'RejectedFileError', 'FleetError'].includes(name) && !isOfOption) return cause;
  const text = OPTIONS.reduce((before, [option, flag]) => before.replaceAll(option, flag), message);
  const exitCode = code === 'database-unavailable' ? EXIT.network : EXIT.usage;
  return new CommandFailure(code === 'login-refused' ? EXIT.credentials : exitCode, text, { cause });
}

function openToOthers(error: unknown): unknown {
  const { cause } = error as { cause?: { code?: unknown } };
  if (cause?.code !== 'TOKEN_MISSING') return error;
  const message = (error as Error).message.replace('`token`', '`--token` or PUSHSPEC_RELAY_TOKEN');
  return new CommandFailure(EXIT.usage, message, { cause });
}
