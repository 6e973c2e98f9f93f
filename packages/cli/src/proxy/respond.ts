/** Handles a request: refuses it, or signs and forwards it, and logs one line. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { createMasker, type Masker } from '@pushspec/contract/masking';
import type { Signer } from '../apis/api.ts';
import type { Target } from './forward.ts';
import { CALLER_GONE, noForwardProxy, type Refusal, refusalOf } from './guard.ts';
import { KEEP_HEADER, keptNames } from './wire-headers.ts';

/** Header that marks responses of the proxy itself. */
const MARK = 'x-pushspec-proxy';

/** Longest path and header name that the log and messages show, in characters. */
const MAX_SHOWN_PATH = 200;
const MAX_SHOWN_NAME = 40;

export interface HandlerOptions {
  target: Target;
  signer: Signer;
  log: (line: string) => void;
  ownUrl: () => string;
}

/** Creates the listeners of the proxy's server. */
export function createHandlers({ target, signer, log, ownUrl }: HandlerOptions) {
  // Higher than the contract's limit, so that the target can refuse bodies that are too large.
  const maxBytes = 2 * signer.maxBodyBytes;
  const masker = createMasker([...signer.secrets], { shown: () => '…' });
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<Refusal | undefined> => {
    const refusal = refusalOf(request, ownUrl()) ?? refusalOfKeep(request, signer.headerNames);
    if (refusal) return refusal;
    const body = await receive(request, maxBytes);
    if (body) return target.forward(request, response, body);
    return { status: 413, message: `the body has more than ${maxBytes} bytes: send a smaller one` };
  };

  return {
    async onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const start = performance.now();
      // Rejects when the caller disconnects while sending.
      const problem = await handle(request, response).catch(() => CALLER_GONE);
      if (problem) refuse(request, response, problem);
      const status = problem?.status ?? response.statusCode;
      const ms = Math.round(performance.now() - start);
      const because = problem ? `: ${problem.message}` : '';
      log(`${request.method} ${shownPath(request, masker)} ${status} ${ms} ms${because}`);
    },

    onConnect(_request: IncomingMessage, socket: Duplex): void {
      const { message } = noForwardProxy(ownUrl());
      log(`CONNECT 501: ${message}`);
      socket.on('error', () => socket.destroy());
      const head = `HTTP/1.1 501 Not Implemented\r\nConnection: close\r\n${MARK}: refused\r\n\r\n`;
      socket.end(`${head}pushspec proxy: ${message}\n`, () => socket.destroy());
    },
  };
}

function refusalOfKeep(request: IncomingMessage, headerNames: readonly string[]): Refusal | undefined {
  const { unknown } = keptNames(request, headerNames);
  if (unknown === undefined) return undefined;
  const shown = JSON.stringify(unknown.slice(0, MAX_SHOWN_NAME));
  const message = `${KEEP_HEADER} may list ${headerNames.join(', ')}, but not ${shown}`;
  return { status: 400, message };
}

function refuse(request: IncomingMessage, response: ServerResponse, { status, message }: Refusal): void {
  // A response that has started is cut off, so that it does not look complete.
  if (response.headersSent || response.destroyed) return void response.destroy();
  request.resume();
  const text = `pushspec proxy: ${message}\n`;
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    connection: 'close',
    [MARK]: 'refused',
  });
  response.end(text);
}

/**
 * Returns the path for the log, shortened and without query, user and secrets. A parsed request line contains
 * printable ASCII only.
 */
function shownPath({ url = '' }: IncomingMessage, masker: Masker): string {
  const path = (url.split('?', 1)[0] ?? '').replace(/\/\/[^/]*@/, '//…@');
  return masker.text(path).slice(0, MAX_SHOWN_PATH);
}

/** Bytes over the limit that are read and discarded, so that the caller can still read the response. */
const DRAINED_BYTES = 32 * 1024 * 1024;

/** Reads a body. Resolves to `undefined` if it is larger than `maxBytes`. Rejects if the caller disconnects. */
function receive(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
      if (size <= maxBytes + DRAINED_BYTES) return;
      request.pause();
      resolve(undefined);
    });
    request.on('end', () => resolve(size <= maxBytes ? Buffer.concat(chunks) : undefined));
    request.on('error', reject);
    request.on('close', () => {
      if (!request.complete) reject(new Error('the caller closed the connection'));
    });
  });
}
