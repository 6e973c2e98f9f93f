/** Sends a request on to the target and hands back the answer, both to the byte. */
import http, { type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { Signer } from '../apis/api.ts';
import { CALLER_GONE, type Refusal } from './guard.ts';
import { answerWireHeaders, signedWireHeaders } from './wire-headers.ts';

export interface Target {
  /** Sends a request on and answers it. Resolves to what went wrong, after which the answer is missing or cut off. */
  forward(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<Refusal | undefined>;
  close(): void;
}

export interface TargetOptions {
  /** Address without a path. Nothing else is ever contacted: redirects are answers like any other. */
  url: string;
  signer: Signer;
  /** For a request until its answer is read completely, in milliseconds. */
  timeoutMs: number;
}

export function createTarget({ url, signer, timeoutMs }: TargetOptions): Target {
  const { host, protocol } = new URL(url);
  const { Agent, request: open } = protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: true });
  // Keeps no connection, so that each of its requests opens one. As an option, Node would replace the 0 by its default.
  const fresh = Object.assign(new Agent({ keepAlive: true }), { maxFreeSockets: 0 });

  const exchange = (attempt: Attempt, through: http.Agent) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const { body, ...options } = attempt;
      const sent = open(url, { ...options, agent: through });
      const hasReceived = receivedOf(sent);
      sent.on('response', resolve);
      sent.on('upgrade', (_, socket) => {
        socket.destroy();
        reject(new Error('it switched to another protocol, which nobody asked for'));
      });
      sent.on('error', (error) =>
        reject(isStale(sent, error) && !hasReceived() ? new StaleConnection(error) : error),
      );
      sent.end(body);
    });

  const answerTo = async (request: IncomingMessage, body: Buffer, signal: AbortSignal) => {
    const headers = signedWireHeaders(request, { host, body, signer });
    const { method, url: path } = request;
    const attempt = { method, path, headers, signal, body };
    try {
      return await exchange(attempt, agent);
    } catch (error) {
      if (!(error instanceof StaleConnection) || signal.aborted) throw error;
      return exchange(attempt, fresh);
    }
  };

  return {
    async forward(request, response, body) {
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const late = AbortSignal.timeout(timeoutMs);
      let isCutOff = false;
      try {
        const answer = await answerTo(request, body, AbortSignal.any([gone.signal, late]));
        // Whichever of the two sides breaks off, the other one is closed, so only the first event tells.
        answer.once('error', () => {
          isCutOff = !gone.signal.aborted;
        });
        // What the target does not say is not said for it.
        response.sendDate = false;
        response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answerWireHeaders(answer));
        await pipeline(answer, response);
        return undefined;
      } catch (error) {
        if (late.aborted) return { status: 504, message: `the target ${url} took more than ${timeoutMs} ms` };
        if (gone.signal.aborted && !isCutOff) return CALLER_GONE;
        return { status: 502, message: `the target ${url} ${problemOf(error, isCutOff)}` };
      }
    },
    close() {
      agent.destroy();
      fresh.destroy();
    },
  };
}

interface Attempt {
  method: string | undefined;
  path: string | undefined;
  headers: string[];
  signal: AbortSignal;
  body: Buffer;
}

/** The target had ended an idle connection just when a request went out on it. */
class StaleConnection extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause });
  }
}

const RESET = ['ECONNRESET', 'EPIPE'];

function isStale(sent: ClientRequest, { code = '' }: NodeJS.ErrnoException): boolean {
  return sent.reusedSocket && RESET.includes(code);
}

/** Returns whether a byte of the response came. Listens to the socket, as bytes of TLS are not of the response. */
function receivedOf(sent: ClientRequest): () => boolean {
  let hasReceived = false;
  sent.once('socket', (socket) => {
    const onData = () => {
      hasReceived = true;
      socket.off('data', onData);
    };
    socket.on('data', onData);
    sent.once('close', () => socket.off('data', onData));
  });
  return () => hasReceived;
}

function problemOf(error: unknown, isCutOff: boolean): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (isCutOff) return `has broken off its answer (${code ?? message})`;
  if (code === 'ECONNREFUSED') return 'does not answer: start it, or give another --target (ECONNREFUSED)';
  return `gave no answer (${code ?? message})`;
}
