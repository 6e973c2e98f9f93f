/** A relay: accepts requests to one API, stores their events, and sends them within the vendor's rate limit. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type ApiName,
  checkedOptions,
  checkedPort,
  type OptionNames,
  type PartialConfig,
  RPC_HEAD_BYTES,
} from '@pushspec/contract';
import { gracefulCloser } from '@pushspec/contract/closing';
import { createReceiver } from '@pushspec/server';
import type { Delivery, DeliveryEvents, Ended } from './delivery/delivery.ts';
import { BEYOND_RANGE, infiniteNumberIn } from './delivery/finite.ts';
import { createApp } from './http/app.ts';
import { isLoopback } from './http/guard.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { createProblemLog, type ProblemLog } from './problem-log.ts';

/** Opens the storage in which events wait. */
export type OpenDelivery = (events: DeliveryEvents) => Promise<Delivery>;

export interface RelayParts {
  api: ApiName;
  /** The configuration with the data id or monitor that requests may name. */
  target: PartialConfig;
  open: OpenDelivery;
  token: string | undefined;
  log: (line: string) => void;
}

export interface ListenOptions {
  /** Port number. 0 picks a free port. */
  readonly port: number;
  /** Host name or address to listen on. Any other host than loopback requires a token. @default '127.0.0.1' */
  readonly host?: string;
}

const LISTEN_OPTIONS: OptionNames<ListenOptions> = { port: true, host: true };

export interface Relay {
  /** Listens on a port. Rejects if the port is taken, or if other machines could use the relay without a token. */
  listen(options: ListenOptions): Promise<{ readonly url: string }>;
  /**
   * Stops accepting requests, finishes those that have arrived and their commits, and stops sending. Events without an
   * outcome stay in the storage until the next start.
   */
  close(): Promise<void>;
}

/** How long a client may take to send its headers, and its whole request. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 60_000;

/** Opens the delivery, and creates a relay on it. Rejects if it cannot be opened. */
export async function relayOn({ api, target, open, token, log }: RelayParts): Promise<Relay> {
  let isStopping = false;
  const metrics = createMetrics(api, () => delivery);
  const problems = createProblemLog({ log });
  const ended = (end: Ended) => {
    metrics.ended(end);
    problems.ended(end);
  };
  const delivery = await open({ ended, retried: metrics.retried, request: metrics.request, log });
  const { take, onError } = taking({ delivery, metrics, problems, log });
  const receiver = await createReceiver({ api, config: target, take, onError }).catch(async (error) => {
    await delivery.close();
    throw error;
  });
  const app = createApp({ receiver, delivery, take, metrics, token, isStopping: () => isStopping, log });
  const limits = {
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    maxHeaderSize: RPC_HEAD_BYTES,
  };
  const http = createServer(limits, app);
  const closeHttp = gracefulCloser(http);
  let closing: Promise<void> | undefined;
  return {
    async listen(options) {
      const { host = '127.0.0.1' } = checkedOptions('listen', options, LISTEN_OPTIONS);
      if (token === undefined && !isLoopback(host)) throw new OpenRelayError(host);
      await listening(http, checkedPort(options.port), host);
      return { url: urlOf(http) };
    },
    close() {
      isStopping = true;
      closing ??= closeHttp().finally(() => delivery.close());
      return closing;
    },
  };
}

/** Returns the function that stores the events of requests, and counts and logs the results. */
function taking({
  delivery,
  metrics,
  problems,
  log,
}: Pick<RelayParts, 'log'> & { delivery: Delivery; metrics: Metrics; problems: ProblemLog }) {
  /** Errors that are already logged, which the receiver reports again. */
  const logged = new WeakSet<object>();
  const take: Delivery['take'] = async (events) => {
    const pointer = infiniteNumberIn(events);
    if (pointer !== undefined) return { problem: 'malformed', message: `${pointer} is ${BEYOND_RANGE}` };
    try {
      const taken = await delivery.take(events);
      if (taken === true) {
        metrics.accepted(events.length);
        problems.stored();
      }
      return taken;
    } catch (error) {
      problems.notStored(error);
      logged.add(error as object);
      throw error;
    }
  };
  const onError = (error: unknown) => {
    if (!logged.has(error as object)) log(`error: ${(error as Error).message}`);
  };
  return { take, onError };
}

/** Thrown if other machines could send events without a token. */
export class OpenRelayError extends Error {
  override readonly name = 'OpenRelayError';
  readonly code = 'TOKEN_MISSING';

  constructor(host: string) {
    super(
      `anyone who can reach ${host} could send events: set \`token\`, or listen on 127.0.0.1, ::1 or localhost`,
    );
  }
}

function listening(http: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen({ port, host }, () => {
      http.off('error', reject);
      resolve();
    });
  });
}

function urlOf(http: Server): string {
  const { address, family, port } = http.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}
