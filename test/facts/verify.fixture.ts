/** `verify` in this process, by a clock that moves only when somebody waits. */
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
import { type Config, developmentConfig, type Profile, type Vendor } from '@pushspec/contract';
import { onTestFinished } from 'vitest';
import { sign } from '../conformance/sign.ts';
import type { Break } from '../independent-server/breaks.ts';
import { type IndependentOptions, independentServer } from '../independent-server/server.ts';

export interface FakeClock {
  now(): number;
  /** Moves the clock instead of waiting. */
  sleep(ms: number): Promise<void>;
}

/** A whole second of some day, as a Date header has no parts of one. */
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
  readonly vendor: Vendor;
  readonly profile?: Profile;
  readonly config?: Config;
  readonly clock?: FakeClock;
  readonly timeoutMs?: HttpTargetOptions['timeoutMs'];
}

/** Verifies one API of an endpoint. */
export async function verified({ url, vendor, clock = fakeClock(), ...run }: Run): Promise<Verification> {
  // A busy machine may take long for ten megabytes.
  const { profile = 'documented', config = developmentConfig, timeoutMs = 600_000, ...options } = run;
  const { now, sleep } = clock;
  const target = await httpTarget({ url, config, profile, now, timeoutMs });
  try {
    return await verify({ ...options, contracts: [loadContract(vendor, profile)], target, sign, now, sleep });
  } finally {
    await target.close();
  }
}

/** Each failure in a line. */
export function failures({ summary, sequences }: Verification): string[] {
  return [
    ...summary.results.flatMap(({ scenario, problems }) =>
      problems.map(({ what, expected, got }) => `${scenario.id}: ${what}: expected ${expected}, got ${got}`),
    ),
    ...sequences.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name),
  ];
}

/** The server that was written from the contracts alone, by the same clock and with the development credentials. */
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

/** The first case in which a server with this break differs. */
export async function firstFailure({
  vendor,
  profile = 'documented',
  alter,
}: Break): Promise<Result | undefined> {
  const clock = fakeClock();
  const url = await independent({ profile, clock, alter: (services) => alter(services[vendor]) });
  for (const scenarios of slices(await casesOf([loadContract(vendor, profile)]))) {
    const { summary } = await verified({ url, vendor, profile, clock, scenarios });
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

/** Any server, without an admin API: it has nothing at those paths, or what it has at every path. */
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
