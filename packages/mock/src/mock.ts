/** The mock: every vendor's documented contract on one port, answered by Prism. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  checkedOptions,
  checkedPort,
  loadBundle,
  type OpenApiDocument,
  type OptionNames,
  type Vendor,
  vendors,
} from '@pushspec/contract';
import { type CloseOptions, closingOf } from '@pushspec/contract/closing';
import { receive } from '@pushspec/contract/receive';
import { problem } from './answer.ts';
import { corsHeaders, isPreflight, preflightHeaders } from './cors.ts';
import { type MockedOperation, readOperations } from './operation.ts';
import { createEngine } from './prism.ts';
import { createResponder, type Responder } from './respond.ts';

export interface MockOptions {
  /**
   * OpenAPI documents with the pushspec extensions, by vendor.
   * @default the documented bundle of every vendor, in English
   */
  documents?: Readonly<Record<string, OpenApiDocument>>;
  /**
   * Time in which a client has to send its whole request, in milliseconds; afterwards it gets 408.
   * @default 30000
   */
  requestTimeoutMs?: number;
}

export interface ListenOptions {
  /** 0 takes a free one. */
  port: number;
  /** @default '127.0.0.1' */
  host?: string;
}

const MOCK_OPTIONS: OptionNames<MockOptions> = { documents: true, requestTimeoutMs: true };
const LISTEN_OPTIONS: OptionNames<ListenOptions> = { port: true, host: true };

export interface Mock {
  /** Starts to answer, once. Rejects with a TypeError without a port, and with the error of the system when it is taken (`EADDRINUSE`). */
  listen(options: ListenOptions): Promise<{ url: string }>;
  /** Answers the requests in flight within a grace period of 5 seconds, then ends all connections. */
  close(options?: CloseOptions): Promise<void>;
}

/**
 * A stateless mock: it checks a request against the contract, but no credentials, rates or clocks.
 * Throws when a contract is missing or refers to an example that it does not have.
 */
export function createMock(options: MockOptions = {}): Mock {
  const { documents = documentedBundles(), requestTimeoutMs } = checkedOptions(
    'createMock',
    options,
    MOCK_OPTIONS,
  );
  const operations = Object.entries(documents).flatMap(([vendor, document]) =>
    readOperations(vendor as Vendor, document),
  );
  const open = async ({ port, host = '127.0.0.1' }: ListenOptions): Promise<Running> => {
    const respond = createResponder(operations, await createEngine(operations));
    const timeoutMs = requestTimeoutMs ?? 30_000;
    const server = createServer(
      { requestTimeout: timeoutMs, headersTimeout: timeoutMs, connectionsCheckingInterval: timeoutMs / 4 },
      requestListener(operations, respond),
    );
    const close = closingOf(server);
    await started(server, port, host);
    return { url: urlOf(server, host), close };
  };
  let running: Promise<Running> | undefined;
  return {
    async listen(where) {
      const port = checkedPort(where?.port);
      const { host = '127.0.0.1' } = checkedOptions('listen', where, LISTEN_OPTIONS);
      if (running) throw new Error('this mock listens already: close it first, or make another one');
      const opening = open({ host, port });
      running = opening;
      try {
        return { url: (await opening).url };
      } catch (error) {
        running = undefined;
        throw error;
      }
    },
    async close(options) {
      const closing = running;
      running = undefined;
      const opened = await closing?.catch(() => undefined);
      await opened?.close(options);
    },
  };
}

interface Running {
  url: string;
  close: Mock['close'];
}

function documentedBundles(): Record<string, OpenApiDocument> {
  return Object.fromEntries(vendors.map((vendor) => [vendor, loadBundle(vendor, 'documented')]));
}

function requestListener(operations: readonly MockedOperation[], respond: Responder) {
  const maxBytes = Math.max(...operations.map(({ heldBytes }) => heldBytes));
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (isPreflight(request)) {
      response.writeHead(204, preflightHeaders(request, operations)).end();
      return;
    }
    const body = await receive(request, maxBytes).catch(() => undefined);
    // The client has gone: nobody waits for an answer.
    if (body === undefined) return;
    const answer = await respond({
      method: request.method ?? 'GET',
      target: request.url ?? '/',
      headers: headersOf(request),
      ...body,
    }).catch((error: unknown) =>
      problem(500, 'The mock has failed', error instanceof Error ? error.message : 'unknown error'),
    );
    const bytes = Buffer.from(answer.body);
    response.writeHead(answer.status, {
      ...answer.headers,
      ...corsHeaders(),
      'content-length': bytes.length,
      ...(!request.complete && { connection: 'close' }),
    });
    response.end(bytes);
  };
}

function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]),
  );
}

function started(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
