/** A PostgreSQL server and a reference server for one test file, and senders in this process. */
import { createBluekingClient } from '@pushspec/client/blueking';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createGuanceClient } from '@pushspec/client/guance';
import { developmentConfig } from '@pushspec/contract';
import { type EventQueue, type FleetApi, openQueue, type QueueOptions } from '@pushspec/fleet';
import { migrate } from '@pushspec/fleet/setup';
import { createServer, type PushServer } from '@pushspec/server';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';
import { type Postgres, startPostgres, whyNoPostgres } from './postgres.fixture.ts';

const reason = whyNoPostgres();

/** A suite of tests that need PostgreSQL. Without it, its name says why it is skipped. */
export const describePostgres = (name: string, tests: () => void) =>
  describe.skipIf(reason !== undefined)(reason === undefined ? name : `${name} (${reason})`, tests);

export interface Database {
  readonly postgres: Postgres;
  readonly server: PushServer;
  /** Address of the reference server. */
  readonly service: string;
}

/** Starts both servers before the tests of a suite, and stops them afterwards. */
export function withDatabase(): Database {
  let postgres: Postgres | undefined;
  let server: PushServer | undefined;
  let service = '';
  beforeAll(async () => {
    postgres = await startPostgres();
    await migrate({ postgres: postgres.url });
    server = await createServer({ logLevel: 'error' });
    ({ url: service } = await server.listen({ port: 0 }));
  });
  afterAll(async () => {
    await server?.close();
    await postgres?.close();
  });
  return {
    get postgres() {
      return postgres as Postgres;
    },
    get server() {
      return server as PushServer;
    },
    get service() {
      return service;
    },
  };
}

let accounts = 0;

/** Opens a queue of a new account, and closes it after the test. */
export async function queueOf<const Api extends FleetApi>(
  { postgres }: Database,
  options: { readonly api: Api } & Partial<QueueOptions<Api>>,
): Promise<EventQueue<Api>> {
  const queue = await openQueue<Api>({ postgres: postgres.url, account: `账号:${++accounts}`, ...options });
  onTestFinished(() => queue.close());
  return queue;
}

const [key] = developmentConfig.cloudmonitor.accounts[0]?.keys ?? [];
const [metrics] = developmentConfig.blueking.dataIds;
const {
  monitors: [monitor],
  apiKeys: [apiKey],
} = developmentConfig.guance;
if (!key || !metrics || !monitor || !apiKey)
  throw new Error('the development configuration lacks credentials');

type Options = { readonly fetch: Parameters<typeof createCloudMonitorClient>[0]['fetch'] };

/** Clients for the reference server. */
export const clients = {
  cloudmonitor: ({ service }: Database, { fetch }: Options) =>
    createCloudMonitorClient({ credentials: key, baseUrl: service, fetch }),
  blueking: ({ service }: Database, { fetch }: Options) =>
    createBluekingClient({ ...metrics, kind: 'metric', baseUrl: service, fetch }),
  guance: ({ service }: Database, { fetch }: Options) =>
    createGuanceClient({
      secret: monitor.secret,
      subUri: monitor.subUri,
      apiKey,
      baseUrl: service,
      fetch,
    }),
};

/** Returns the accepted items of an API as the reference server stored them, the oldest first. */
export async function acceptedItems(
  { server }: Database,
  api: FleetApi,
): Promise<readonly Record<string, unknown>[]> {
  const verdicts = await server.requests({ api });
  return verdicts
    .filter(({ outcome }) => outcome === 'accepted')
    .flatMap(({ items }) => items.map(({ result }) => (result ?? {}) as Record<string, unknown>));
}
