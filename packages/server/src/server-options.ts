/** What a server is made from, and what it can be asked. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OpenApiDocument, PartialConfig, Profile, Vendor } from '@pushspec/contract';
import type { CloseOptions } from '@pushspec/contract/closing';
import type { ClockControl } from './clock.ts';
import type { Fault } from './faults.ts';
import type { InMemoryFetch } from './http/in-memory-fetch.ts';
import type { Listening, ListenOptions } from './http/listening.ts';
import type { SiteOptions } from './http/site.ts';
import type { TrafficLimits } from './http/traffic.ts';
import type { LogLevel } from './log.ts';
import type { Verdict } from './pipeline/verdict.ts';
import type { Settings } from './services.ts';
import type { Filter } from './store/store.ts';
import type { WaitForOptions } from './store/wait-for.ts';

export interface ServerOptions {
  /** `documented`: as the vendors say. `receiver`: as their running services are known to behave. @default 'documented' */
  profile?: Profile;
  /**
   * OpenAPI documents with the pushspec extensions, for the vendors that are to be played by another contract.
   * @default the bundle of the profile, in English
   */
  documents?: Readonly<Partial<Record<Vendor, OpenApiDocument>>>;
  /**
   * Who may send what; each member may be left out. The rules are those of `--config FILE`.
   * @default the development credentials
   * @example config: { guance: { rateLimits: 'off' } }
   */
  config?: PartialConfig;
  /** File name of the store, or `:memory:`. @default ':memory:' */
  store?: string;
  /** Milliseconds since 1970. @default Date.now */
  clock?: () => number;
  /** At least 0 and less than 1. @default Math.random */
  random?: () => number;
  /** Waits for delays, heartbeats and time-outs; rejects when the signal is aborted. @default a timer */
  sleep?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** Pages to serve at `/`, such as the rendered docs. @default none */
  site?: SiteOptions;
  /** Files of the inspector, served at `/inspector/`. @default none */
  inspector?: SiteOptions;
  /** Address of the mock, to which the admin API's `try` sends on request. @default none */
  mockUrl?: () => string | undefined;
  /** Asked for by the admin API. @default none on loopback; beyond it, one that `listen` makes and returns */
  adminToken?: string;
  /** @default the environment's PUSHSPEC_LOG, or 'warn' */
  logLevel?: LogLevel;
  /** Takes the lines of the log. @default stderr */
  logTo?: { write(line: string): unknown };
  limits?: TrafficLimits;
  /** Says in the response header `x-pushspec-explain` what the verdict says. @default false */
  explain?: boolean;
  /** Told of failures inside the server. @default logs them */
  onError?: (error: unknown) => void;
}

/** An Express middleware that is also a plain listener: frameworks that pass Node's own objects can call it. */
export type MountableRouter = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

export interface PushServer {
  /** Rejects when the port is taken, and with a DevelopmentCredentialsError for a host beyond loopback while those are in force. */
  listen(options: ListenOptions): Promise<Listening>;
  /**
   * The APIs as an Express 5 router, for an app of your own. Mount it before body parsers. It has no pages and no admin API.
   * @example app.use('/mock', server.router)
   */
  readonly router: MountableRouter;
  /**
   * Sends a request to this server without a port, like any client's `fetch`. The host of the URL does not matter.
   * @example createGuanceClient({ secret, subUri, fetch: server.fetch })
   */
  readonly fetch: InMemoryFetch;
  /** Answers the requests in flight within a grace period of 5 seconds, then ends all connections and closes the store. */
  close(options?: CloseOptions): Promise<void>;
  /** Verdicts, oldest first. */
  requests(filter?: Filter): Promise<Verdict[]>;
  /**
   * The first verdict, kept or to come, that satisfies the predicate.
   * Rejects after `timeoutMs` (4000 where it is not given) with a message that lists what did arrive.
   */
  waitFor(predicate: (verdict: Verdict) => boolean, options?: WaitForOptions): Promise<Verdict>;
  /** Everything is as after the start: no requests, counts of rate limits or faults, the first clock and configuration. */
  reset(): Promise<void>;
  /** Lets requests to a vendor fail. Throws for a reason that its contract has not, and for what is no fault. */
  fail(fault: Fault): void;
  /** Rate limits, the Date check and verdicts go by it. */
  readonly clock: ClockControl;
  /** Changes settings of a vendor's part of the configuration until the next reset. Rejects with a ConfigError. */
  configure(vendor: Vendor, settings: Settings): Promise<void>;
}
