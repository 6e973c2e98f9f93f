/** A request's way through the proxy: refused, or signed and sent on; and one line about it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { createMasker, type Masker } from '@pushspec/contract/masking';
import type { Signer } from '../apis/api.ts';
import type { Target } from './forward.ts';
import { CALLER_GONE, noForwardProxy, type Refusal, refusalOf } from './guard.ts';
import { KEEP_HEADER, keptNames } from './wire-headers.ts';

/** Marks the answers that are the proxy's and not the target's. */
const MARK = 'x-pushspec-proxy';

const SHOWN_PATH = 200;
const SHOWN_NAME = 40;

export interface AnsweringOptions {
  target: Target;
  signer: Signer;
  log: (line: string) => void;
  ownUrl: () => string;
}

export function answering({ target, signer, log, ownUrl }: AnsweringOptions) {
  // Above the limit of the contract, so that what lies over it still reaches the target.
  const maxBytes = 2 * signer.maxBodyBytes;
  const masker = createMasker([...signer.secrets], { shown: () => '…' });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<Refusal | undefined> => {
    const refusal = refusalOf(request, ownUrl()) ?? refusalOfKeep(request, signer.headerNames);
    if (refusal) return refusal;
    const body = await receive(request, maxBytes);
    if (body) return target.forward(request, response, body);
    return { status: 413, message: `the body has more than the ${maxBytes} bytes that are sent on` };
  };

  return {
    async onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const start = performance.now();
      // It rejects when the caller goes away while it sends.
      const problem = await answer(request, response).catch(() => CALLER_GONE);
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
  const shown = JSON.stringify(unknown.slice(0, SHOWN_NAME));
  const message = `${KEEP_HEADER} takes some of ${headerNames.join(', ')}, and not ${shown}`;
  return { status: 400, message };
}

function refuse(request: IncomingMessage, response: ServerResponse, { status, message }: Refusal): void {
  // Half an answer cannot be taken back; it must not look like a whole one.
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
 * Without the query and a user, and short; a parsed request line holds printable ASCII only. Also
 * without a secret that somebody has put there.
 */
function shownPath({ url = '' }: IncomingMessage, masker: Masker): string {
  const path = (url.split('?', 1)[0] ?? '').replace(/\/\/[^/]*@/, '//…@');
  return masker.text(path).slice(0, SHOWN_PATH);
}

/** What a caller may go on sending beyond the bound so that it still reads the answer, in bytes. */
const DRAINED_BYTES = 32 * 1024 * 1024;

/** Reads a body to the byte. Undefined where the body is larger than `maxBytes`. Rejects when the caller goes away. */
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
