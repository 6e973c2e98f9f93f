/** The reference server: all vendors on one port, the admin API and the site beside them. */
import { createServer as createHttpServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import {
  type Config,
  developmentConfig,
  type Profile,
  pointerSegments,
  usesDevelopmentCredentials,
  type Vendor,
  vendors,
} from '@pushspec/contract';
import express, { type Express, type RequestHandler } from 'express';
import { adminApp } from './admin/router.ts';
import { endBadConnections } from './connections.ts';
import { type Contract, contractOf } from './contract/contract.ts';
import { createFaults, type Fault } from './faults.ts';
import { createMask } from './mask.ts';
import { readVerdict } from './read-verdict.ts';
import { type SiteOptions, siteHandler } from './site.ts';
import { openSqliteStore } from './store/sqlite.ts';
import type { Filter, Store, StoredRecord } from './store/store.ts';
import { type VendorService, vendorApp } from './vendor-app.ts';
import { vendorParts } from './vendors/index.ts';
import type { VendorContext } from './vendors/vendor.ts';
import type { Verdict } from './verdict.ts';

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

export interface ServerOptions {
  /** `documented`: as the vendors say. `receiver`: as their running services are known to behave. @default 'documented' */
  profile?: Profile;
  /** Who may send what. @default the development credentials */
  config?: Config;
  /** File name of the store, or `:memory:`. @default ':memory:' */
  store?: string;
  /** Milliseconds since 1970. @default Date.now */
  clock?: () => number;
  /** At least 0 and less than 1. @default Math.random */
  random?: () => number;
  /** Pages to serve at `/`, such as the rendered docs. @default none */
  site?: SiteOptions;
  /** Told of failures inside the server. @default prints them to stderr */
  onError?: (error: unknown) => void;
}

export interface ListenOptions {
  /** 0 takes a free one. */
  port: number;
  /** @default '127.0.0.1' */
  host?: string;
}

export interface PushServer {
  /** Rejects when the port is taken, and for a host beyond loopback while development credentials are in force. */
  listen(options: ListenOptions): Promise<{ url: string }>;
  /** Ends all connections and closes the store. */
  close(): Promise<void>;
  /** Verdicts, oldest first. */
  requests(filter?: Filter): Promise<Verdict[]>;
  /** Forgets requests, counts of rate limits and faults. */
  reset(): Promise<void>;
  /** Lets the next requests to a vendor fail with a reason of its contract. Throws for an unknown reason. */
  fail(fault: Fault): void;
}

/** Bytes of a body that are held in memory where a contract knows no limit; ours, so that no sender exhausts the server. */
const SAFETY_BYTES = 32 * 1024 * 1024;

/** Time in which a client has to have sent its headers, and its whole request. */
const HEADERS_TIMEOUT_MS = 30_000;
const REQUEST_TIMEOUT_MS = 300_000;

/** Makes a server. Rejects when a contract is missing or broken, or when the store cannot be opened. */
export async function createServer(options: ServerOptions = {}): Promise<PushServer> {
  const {
    profile = 'documented',
    config = developmentConfig,
    clock = Date.now,
    random = Math.random,
  } = options;
  const onError = options.onError ?? ((error) => console.error(error));
  const store = openSqliteStore({ file: options.store ?? ':memory:' });
  const faults = createFaults();
  const contracts = new Map(vendors.map((vendor) => [vendor, contractOf(vendor, profile)]));
  const forgets: (() => void)[] = [faults.clear];
  const listeners = new Map<Vendor, ReturnType<typeof vendorApp>>();
  const services = new Map<Vendor, VendorService>();
  for (const [vendor, contract] of contracts) {
    const shared = { contract, config, clock, random, safetyBytes: SAFETY_BYTES };
    const context: VendorContext = { ...shared, onReset: (forget) => forgets.push(forget) };
    const service = await vendorParts[vendor](context);
    const kept = { store, faults, clock, safetyBytes: SAFETY_BYTES, onError };
    listeners.set(vendor, vendorApp({ ...kept, service }));
    services.set(vendor, service);
  }
  const verdictOf = (record: StoredRecord) =>
    readVerdict(services.get(record.verdict.vendor) as VendorService, record);

  const reset = async () => {
    await store.reset();
    for (const forget of forgets) forget();
  };
  const fail = (fault: Fault) => {
    const contract = contracts.get(fault.vendor);
    if (!contract?.reasons[fault.reason])
      throw new Error(`the contract of ${fault.vendor} has no reason ${fault.reason}`);
    faults.add(fault);
  };
  const app = express();
  app.disable('x-powered-by');
  app.use(
    '/__admin',
    withoutMount(
      adminApp({
        ...{
          store,
          verdictOf,
          mask: createMask(config),
          profile,
          version,
          vendors,
          reset,
          addFault: fail,
          onError,
        },
        rateLimits: Object.fromEntries(
          vendors.map((vendor) => [vendor, config[vendor].rateLimits !== 'off']),
        ),
      }),
    ),
  );
  if (options.site) app.use(siteHandler(options.site));
  app.use((_, response) => {
    response
      .status(404)
      .type('text/plain')
      .send("Nothing is served here. The vendors' paths are in the docs at /.\n");
  });

  const vendorOf = vendorByPath(contracts);
  const http = createHttpServer((request, response) => {
    const listener = listeners.get(vendorOf(request.url ?? '/') as Vendor);
    if (listener) void listener(request, response);
    else app(request, response);
  });
  endBadConnections(http);
  http.headersTimeout = HEADERS_TIMEOUT_MS;
  http.requestTimeout = REQUEST_TIMEOUT_MS;
  return {
    listen: (address) => listen(http, address, config),
    close: () => close(http, store),
    requests: async (filter) => (await store.list({ limit: 10_000, ...filter })).map(verdictOf).reverse(),
    reset,
    fail,
  };
}

/** The admin API's document has the full paths, so Express must not cut off the mount path. */
function withoutMount(app: Express): RequestHandler {
  return (request, response, next) => {
    request.url = request.originalUrl;
    app(request, response, next);
  };
}

/** The vendor of a path: they do not share the first segment of their paths. */
function vendorByPath(contracts: ReadonlyMap<Vendor, Contract>): (target: string) => Vendor | undefined {
  const firstSegment = (path: string) => pointerSegments(`/${path.replace(/^\/+/, '')}`)[0]?.split('?')[0];
  const byFirst = new Map([...contracts].map(([vendor, { entry }]) => [firstSegment(entry.path), vendor]));
  return (target) => byFirst.get(firstSegment(target));
}

async function listen(
  http: Server,
  { port, host = '127.0.0.1' }: ListenOptions,
  config: Config,
): Promise<{ url: string }> {
  if (!isLoopback(host) && usesDevelopmentCredentials(config)) {
    throw new Error(
      `the development credentials are public: give your own with --config before listening on ${host}`,
    );
  }
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen({ port, host }, () => {
      http.off('error', reject);
      resolve();
    });
  });
  const address = http.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return { url: `http://${name}:${address.port}` };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

async function close(http: Server, store: Store): Promise<void> {
  await new Promise<void>((resolve) => {
    http.close(() => resolve());
    http.closeAllConnections();
  });
  await store.close();
}
