/** Serves every vendor's documented contract on one port, with Prism. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import {
  type ApiName,
  apiNames,
  checkedOptions,
  checkedPort,
  loadBundle,
  type OpenApiDocument,
  type OptionNames,
  RPC_HEAD_BYTES,
} from '@pushspec/contract';
import { type CloseOptions, gracefulCloser } from '@pushspec/contract/closing';
import { type NodeRequirement, requireNode } from '@pushspec/contract/node-version';
import { receive } from '@pushspec/contract/receive';
import { corsHeaders, isPreflight, preflightHeaders } from './cors.ts';
import { type MockedOperation, readOperations } from './operation.ts';
import { createEngine } from './prism.ts';
import { createResponder, type Responder } from './respond.ts';
import { problem } from './response.ts';

export interface MockOptions {
  /**
   * OpenAPI documents with the pushspec extensions, by API.
   * @default the documented bundle of every API, in English
   */
  documents?: Readonly<Record<string, OpenApiDocument>>;
  /**
   * Timeout for receiving a complete request in milliseconds, after which the mock sends 408.
   * @default 30000
   */
  requestTimeoutMs?: number;
}

export interface ListenOptions {
  /** TCP port. Use 0 for any free port. */
  port: number;
  /** @default '127.0.0.1' */
  host?: string;
}

const MOCK_OPTIONS: OptionNames<MockOptions> = { documents: true, requestTimeoutMs: true };
const LISTEN_OPTIONS: OptionNames<ListenOptions> = { port: true, host: true };

export interface Mock {
  /** Starts the server. Rejects with a TypeError without a port, and with the system's error if it is in use (`EADDRINUSE`). */
  listen(options: ListenOptions): Promise<{ url: string }>;
  /** Completes requests in flight within a grace period of 5 seconds, then closes all connections. */
  close(options?: CloseOptions): Promise<void>;
}

/**
 * Creates a stateless mock. It validates requests against the contract, but not credentials, rates or clocks.
 * Throws if Node is too old, a contract is missing, or a contract refers to a missing example.
 */
export function createMock(options: MockOptions = {}): Mock {
  requireNode(createRequire(import.meta.url)('../package.json') as NodeRequirement);
  const { documents = documentedBundles(), requestTimeoutMs } = checkedOptions(
    'createMock',
    options,
    MOCK_OPTIONS,
  );
  const operations = Object.entries(documents).flatMap(([api, document]) =>
    readOperations(api as ApiName, document),
  );
  const open = async ({ port, host = '127.0.0.1' }: ListenOptions): Promise<Running> => {
    const respond = createResponder(operations, await createEngine(operations));
    const timeoutMs = requestTimeoutMs ?? 30_000;
    const server = createServer(
      {
        ...{ requestTimeout: timeoutMs, headersTimeout: timeoutMs },
        connectionsCheckingInterval: timeoutMs / 4,
        ...(operations.some(({ rpc }) => rpc) && { maxHeaderSize: RPC_HEAD_BYTES }),
      },
      requestListener(operations, respond),
    );
    const close = gracefulCloser(server);
    await started(server, port, host);
    return { url: urlOf(server, host), close };
  };
  let running: Promise<Running> | undefined;
  return {
    async listen(options) {
      const port = checkedPort(options?.port);
      const { host = '127.0.0.1' } = checkedOptions('listen', options, LISTEN_OPTIONS);
      if (running) throw new Error('this mock is already listening: close it first, or create another one');
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
  return Object.fromEntries(apiNames.map((api) => [api, loadBundle(api, 'documented')]));
}

function requestListener(operations: readonly MockedOperation[], respond: Responder) {
  const maxBytes = Math.max(...operations.map(({ bufferedBytes }) => bufferedBytes));
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (isPreflight(request)) {
      response.writeHead(204, preflightHeaders(request, operations)).end();
      return;
    }
    const body = await receive(request, maxBytes).catch(() => undefined);
    // The client has disconnected.
    if (body === undefined) return;
    const {
      status,
      headers,
      body: text,
    } = await respond({
      method: request.method ?? 'GET',
      target: request.url ?? '/',
      headers: headersOf(request),
      ...body,
    }).catch((error: unknown) =>
      problem(500, 'The mock has failed', error instanceof Error ? error.message : 'unknown error'),
    );
    const bytes = Buffer.from(text);
    response.writeHead(status, {
      ...headers,
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
