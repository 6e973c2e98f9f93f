/** Runs a sample from a page as a reader would, against a separate server. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { developmentConfig } from '@pushspec/contract';
import { migrate } from '@pushspec/fleet/setup';
import { startPostgres } from '../fleet/postgres.fixture.ts';
import { freePort } from './free-port.ts';
import type { PageSample } from './page-samples.ts';
import { runningProxy } from './running-proxy.ts';
import { runningRelay } from './running-relay.ts';

const root = join(import.meta.dirname, '../..');

export interface PageRun {
  code: number | null;
  /** Output of both streams, in order. */
  output: string;
}

/** Creates a folder with our packages in `node_modules`, and an `npx` in `bin` that runs our command line against `PUSHSPEC_URL`. */
export function pageInstallation(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-pages-'));
  for (const scope of ['@pushspec', '@opentelemetry'])
    mkdirSync(join(folder, 'node_modules', scope), { recursive: true });
  const packages = [
    'client',
    'conformance',
    'contract',
    'fleet',
    'inspector',
    'mock',
    'relay',
    'server',
    'spool-sqlite',
  ];
  for (const name of packages)
    symlinkSync(join(root, 'packages', name), join(folder, 'node_modules/@pushspec', name), 'junction');
  for (const name of ['@opentelemetry/api', '@opentelemetry/core', 'pino', 'winston'])
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  mkdirSync(join(folder, 'bin'));
  const npx = join(folder, 'bin/npx');
  writeFileSync(npx, NPX);
  chmodSync(npx, 0o755);
  return folder;
}

/** Passes the URL of the test's server to commands, which expect the default port. */
const NPX = `#!/bin/sh
shift
case "$1" in
  send | requests | tail | sign) set -- "$@" --url "$PUSHSPEC_URL" ;;
  proxy | relay) set -- "$@" --target "$PUSHSPEC_URL" --port 0 ;;
esac
exec "${process.execPath}" "${join(root, 'packages/cli/src/bin.ts')}" "$@"
`;

export interface PageRunOptions {
  installed: string;
  sample: PageSample;
  /** URL of a running server. */
  url: string;
}

/** Runs a sample until it ends. A sample that does not end by itself gets a SIGTERM after its first output. */
export async function runPageSample({ installed, sample, url }: PageRunOptions): Promise<PageRun> {
  const source = readFileSync(sample.path, 'utf8');
  if (sample.needsDatabase) return runWithDatabase({ installed, sample, url }, source);
  if (source.includes(PROXY)) {
    await using proxy = await runningProxy(url);
    return await run({ installed, sample, url }, source.replaceAll(PROXY, proxy.url));
  }
  // The sample that starts a relay names the address in a comment only.
  if (source.includes(RELAY) && !sample.isEndless) {
    await using relay = await runningRelay(url, installed);
    return await run({ installed, sample, url }, source.replaceAll(RELAY, relay.url));
  }
  return run({ installed, sample, url }, source);
}

/** Runs a sample with a database that has the tables of a fleet, unless the sample creates them. */
async function runWithDatabase(options: PageRunOptions, source: string): Promise<PageRun> {
  const postgres = await startPostgres();
  try {
    if (!source.includes('fleet migrate')) await migrate({ postgres: postgres.url });
    return await run(options, source, { DATABASE_URL: postgres.url });
  } finally {
    await postgres.close();
  }
}

/** The default address of the signing proxy. */
const PROXY = 'http://127.0.0.1:4030';

/** The default address of a relay. */
const RELAY = 'http://127.0.0.1:4040';

async function run(
  { installed, sample, url }: PageRunOptions,
  source: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<PageRun> {
  const folder = mkdtempSync(join(installed, 'run-'));
  const script = join(folder, sample.file);
  writeFileSync(script, await localized(source, url));
  const isInClone = sample.runsIn === 'clone';
  const { HOME = folder, PATH = '' } = process.env;
  const child = spawn('sh', ['-c', `exec 2>&1; ${isInClone ? `sh '${script}'` : sample.command}`], {
    cwd: isInClone ? root : folder,
    // A separate process group, so that its child processes end with it.
    detached: true,
    env: {
      ...{ ...credentials(), ...QUIET, ...variables, PUSHSPEC_URL: url },
      HOME: sample.needsHome ? HOME : folder,
      PATH: isInClone ? PATH : `${join(installed, 'bin')}${delimiter}${PATH}`,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  if (!sample.isEndless) return { code: await ended, output };
  await firstOutput(child, url);
  process.kill(-Number(child.pid), 'SIGTERM');
  const code = await ended;
  // A program without a handler is ended by the signal.
  return { code: code === null || code === 143 ? 0 : code, output };
}

/** Sends requests until the sample prints something or ends, because `tail` prints only new requests. */
async function firstOutput(child: ChildProcess, url: string): Promise<void> {
  const printed = Promise.race([once(child.stdout as Readable, 'data'), once(child, 'close')]).then(
    () => true,
  );
  while (!(await Promise.race([printed, sleep(200, false)]))) {
    await fetch(`${url}/api/v1/push-events/secret_dev/datakit/push`, { method: 'POST' });
  }
}

const QUIET = { LC_ALL: 'C.UTF-8', GOPROXY: 'off', GOFLAGS: '-mod=mod', NODE_NO_WARNINGS: '1' };

/** Returns the sample with the URLs and ports of the test. */
async function localized(source: string, url: string): Promise<string> {
  if (source.includes('pushspec serve &')) {
    const port = await freePort();
    return source
      .replace('pushspec serve &', `pushspec serve --port ${port} --store :memory: &`)
      .replaceAll('http://127.0.0.1:4010', `http://127.0.0.1:${port}`);
  }
  let text = source.replaceAll('http://127.0.0.1:4010', url);
  for (const port of ['4021', '4022']) text = text.replace(`--port ${port}`, `--port ${await freePort()}`);
  return text;
}

/** Returns the variables that samples read, with the development credentials. */
function credentials(): Record<string, string> {
  const { blueking, cloudmonitor } = developmentConfig;
  const dataId = blueking.dataIds.find(({ kind }) => kind === 'metric');
  const key = cloudmonitor.accounts[0]?.keys[0];
  return {
    PUSHSPEC_BLUEKING_DATA_ID: String(dataId?.dataId),
    PUSHSPEC_BLUEKING_ACCESS_TOKEN: String(dataId?.accessToken),
    ALIBABA_CLOUD_ACCESS_KEY_ID: String(key?.accessKeyId),
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: String(key?.accessKeySecret),
  };
}
