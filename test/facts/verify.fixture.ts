/** Runs `verify` in this process, with a clock that advances only while something waits. */
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  casesOf,
  type HttpTargetOptions,
  httpTarget,
  loadContract,
  type Result,
  type Scenario,
  type Verification,
  type VerifyOptions,
  verify,
} from '@pushspec/conformance';
import { type ApiName, type Config, developmentConfig, type Profile } from '@pushspec/contract';
import { onTestFinished } from 'vitest';
import { sign } from '../conformance/sign.ts';
import type { Break } from '../independent-server/breaks.ts';
import { type IndependentOptions, independentServer } from '../independent-server/server.ts';

export interface FakeClock {
  now(): number;
  /** Advances the clock instead of waiting. */
  sleep(ms: number): Promise<void>;
}

/** Start of the clock: a whole second, because a Date header has no fractions. */
const BEGINNING = Date.parse('2026-11-21T00:00:00.000Z');

export function fakeClock(): FakeClock {
  let nowMs = BEGINNING;
  return {
    now: () => nowMs,
    async sleep(ms) {
      nowMs += ms;
    },
  };
}

export interface Run extends Omit<VerifyOptions, 'target' | 'contracts' | 'sign' | 'now' | 'sleep'> {
  readonly url: string;
  readonly api: ApiName;
  /** More APIs to verify in the same run. @default none */
  readonly others?: readonly ApiName[];
  readonly profile?: Profile;
  readonly config?: Config;
  readonly clock?: FakeClock;
  readonly timeoutMs?: HttpTargetOptions['timeoutMs'];
}

/** Verifies APIs of an endpoint. */
export async function verified({
  url,
  api,
  others = [],
  clock = fakeClock(),
  ...run
}: Run): Promise<Verification> {
  // A busy machine may take long for ten megabytes.
  const { profile = 'documented', config = developmentConfig, timeoutMs = 600_000, ...options } = run;
  const { now, sleep } = clock;
  const target = await httpTarget({ url, config, profile, now, timeoutMs });
  try {
    const contracts = [api, ...others].map((name) => loadContract(name, profile));
    return await verify({ ...options, contracts, target, sign, now, sleep });
  } finally {
    await target.close();
  }
}

/** Formats each failure on one line. */
export function failures({ summary, sequences }: Verification): string[] {
  return [
    ...summary.results.flatMap(({ scenario, problems }) =>
      problems.map(({ what, expected, got }) => `${scenario.id}: ${what}: expected ${expected}, got ${got}`),
    ),
    ...sequences.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name),
  ];
}

/** Starts the independent server with the same clock and the development credentials. */
export async function independent(
  options: Pick<IndependentOptions, 'profile' | 'alter'> & { readonly clock: FakeClock },
): Promise<string> {
  const { blueking, cloudmonitor, guance } = developmentConfig;
  const keys = cloudmonitor.accounts.flatMap(({ id, authorized = true, keys: own }) =>
    own.map((key) => ({ account: id, authorized, ...key })),
  );
  const { now } = options.clock;
  const credentials = { dataIds: blueking.dataIds, keys, apiKeys: guance.apiKeys };
  const server = await independentServer({ ...options, now, credentials });
  onTestFinished(() => server.close());
  return server.url;
}

/** Returns the first case that fails against a server with this mistake. */
export async function firstFailure({
  api,
  profile = 'documented',
  alter,
}: Break): Promise<Result | undefined> {
  const clock = fakeClock();
  const url = await independent({ profile, clock, alter: (services) => alter(services[api]) });
  for (const scenarios of slices(await casesOf([loadContract(api, profile)]))) {
    const { summary } = await verified({ url, api, profile, clock, scenarios });
    const failure = summary.results.find(({ outcome }) => outcome === 'failed');
    if (failure) return failure;
  }
  return undefined;
}

const SLICE = 150;

function slices(all: readonly Scenario[]): Scenario[][] {
  const count = Math.ceil(all.length / SLICE);
  return Array.from({ length: count }, (_, index) => all.slice(index * SLICE, (index + 1) * SLICE));
}

/** Starts a server without an admin API. It leaves those paths without a response, or treats them like any other path. */
export async function serverOf(
  respond: RequestListener,
  { hasEveryPath = false }: { readonly hasEveryPath?: boolean } = {},
): Promise<string> {
  const server = createHttpServer((request, response) => {
    request.resume();
    if (!hasEveryPath && request.url?.startsWith('/__admin')) response.writeHead(404).end();
    else respond(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
