/** The options and the interface of a server. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiName, OpenApiDocument, PartialConfig, Profile } from '@pushspec/contract';
import type { CloseOptions } from '@pushspec/contract/closing';
import type { ClockControl } from './clock.ts';
import type { Fault } from './faults.ts';
import type { InMemoryFetch } from './http/in-memory-fetch.ts';
import type { Listening, ListenOptions } from './http/listening.ts';
import type { SiteOptions } from './http/site.ts';
import type { TrafficLimits } from './http/traffic.ts';
import type { LogLevel } from './log.ts';
import type { ServerSandbox } from './sandboxes/handle.ts';
import type { SandboxOptions } from './sandboxes/sandbox.ts';
import type { Settings } from './services.ts';
import type { ReceivedRequest, ReceivedVerdict } from './store/received.ts';
import type { Filter } from './store/store.ts';
import type { WaitForOptions } from './store/wait-for.ts';

/** Options of `createServer`. */
export interface ServerOptions {
  /** `documented`: as the vendors document. `receiver`: as their running services are known to behave. @default 'documented' */
  profile?: Profile;
  /**
   * OpenAPI documents with the pushspec extensions, for APIs that should follow another contract.
   * @default the bundle of the profile, in English
   */
  documents?: Readonly<Partial<Record<ApiName, OpenApiDocument>>>;
  /**
   * Credentials and limits. Each property is optional. The rules are those of `--config FILE`.
   * @default the development credentials
   * @example config: { guance: { rateLimits: 'off' } }
   */
  config?: PartialConfig;
  /** File name of the store, or `:memory:`. @default ':memory:' */
  store?: string;
  /** Returns the current time in milliseconds since 1970. @default Date.now */
  clock?: () => number;
  /** Returns a number from 0 to below 1. @default Math.random */
  random?: () => number;
  /** Waits for delays, heartbeats and timeouts. Rejects when the signal is aborted. @default a timer */
  sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Pages to serve at `/`, such as the rendered docs. @default none */
  site?: SiteOptions;
  /** Files of the inspector, served at `/inspector/`. @default none */
  inspector?: SiteOptions;
  /** Address of the mock, where the admin API's `try` sends requests with the target `mock`. @default none */
  mockUrl?: () => string | undefined;
  /** Token required by the admin API. @default none on loopback; otherwise one that `listen` generates and returns */
  adminToken?: string;
  /** Lowest level that is logged. @default the environment variable PUSHSPEC_LOG, or 'warn' */
  logLevel?: LogLevel;
  /** Receives the lines of the log. @default stderr */
  logTo?: { write(line: string): unknown };
  limits?: TrafficLimits;
  /** Repeats the verdict in the response header `x-pushspec-explain`. @default false */
  explain?: boolean;
  /** Called with failures inside the server. @default logs them */
  onError?: (error: unknown) => void;
}

/** An Express middleware that also accepts Node's own request and response, as other frameworks pass them. */
export type MountableRouter = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/** A server. It handles requests through `fetch` and `router` at once, and on a port after `listen()`. */
export interface PushServer {
  /** Listens on a port. Rejects if the port is taken, or with a DevelopmentCredentialsError if the host is not loopback
   * while development credentials are in use. */
  listen(options: ListenOptions): Promise<Listening>;
  /**
   * The APIs as an Express 5 router for your app. Mount it before body parsers. It has no pages and no admin API.
   * @example app.use('/mock', server.router)
   */
  readonly router: MountableRouter;
  /**
   * Sends a request to this server without a port, like any client's `fetch`. The host of the URL does not matter.
   * @example createGuanceClient({ secret, subUri, baseUrl: 'http://localhost', fetch: server.fetch })
   */
  readonly fetch: InMemoryFetch;
  /** Responds to requests in flight for up to 5 seconds, then ends all connections and closes the store. */
  close(options?: CloseOptions): Promise<void>;
  /**
   * Returns verdicts, oldest first, each with its `request`.
   * @example const [verdict] = await server.requests({ api: 'guance' });
   */
  requests(filter?: Filter): Promise<ReceivedVerdict[]>;
  /**
   * Returns headers and body of a request, with its secrets masked. Rejects if no request with this id is kept.
   * @example const { headers, body } = await server.request(verdict.id);
   */
  request(id: string): Promise<ReceivedRequest>;
  /**
   * Waits for the first verdict, past or future, that satisfies the predicate. Rejects after `timeoutMs` (4000 by
   * default) with a message that lists the requests that did arrive.
   */
  waitFor(
    predicate: (verdict: ReceivedVerdict) => boolean,
    options?: WaitForOptions,
  ): Promise<ReceivedVerdict>;
  /** Clears requests, rate limits and faults, and restores the initial clock and configuration. Sandboxes are not affected. */
  reset(): Promise<void>;
  /** Makes requests to an API fail. Throws if the fault is not valid, or if the API's contract does not have its reason. */
  fail(fault: Fault): void;
  /** The clock of rate limits, the Date check and verdicts. */
  readonly clock: ClockControl;
  /** Changes settings of an API's part of the configuration until the next reset. Rejects with a ConfigError. */
  configure(api: ApiName, settings: Settings): Promise<void>;
  /**
   * Opens a sandbox: new credentials for every API, with separate requests, limits, faults and a clock.
   * `requests()` and `waitFor()` of the server include its requests. `reset()`, `fail()`, `clock` and `configure()` do not affect them.
   * @example const { config, requests, close } = await server.sandbox({ name: 'orders' })
   */
  sandbox(options?: SandboxOptions): Promise<ServerSandbox>;
}
