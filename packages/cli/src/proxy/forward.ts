/** Forwards a request to the target and returns the response, both byte for byte. */
import http, { type ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { Signer } from '../apis/api.ts';
import { CALLER_GONE, type Refusal } from './guard.ts';
import { responseWireHeaders, signedWireHeaders } from './wire-headers.ts';

export interface Target {
  /** Forwards a request and writes the response. Resolves to an error if the response is missing or incomplete. */
  forward(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<Refusal | undefined>;
  close(): void;
}

export interface TargetOptions {
  /** Base URL. No other host is contacted: redirects are returned like any response. */
  url: string;
  signer: Signer;
  /** Milliseconds until the response must be complete. */
  timeoutMs: number;
}

export function createTarget({ url, signer, timeoutMs }: TargetOptions): Target {
  const { host, protocol } = new URL(url);
  const { Agent, request: open } = protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: true });
  // Opens a new connection for each request. Node would replace a 0 in the options with its default.
  const fresh = Object.assign(new Agent({ keepAlive: true }), { maxFreeSockets: 0 });

  const exchange = (attempt: Attempt, through: http.Agent) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const { body, ...options } = attempt;
      const sent = open(url, { ...options, agent: through });
      const hasReceived = receivedOf(sent);
      sent.on('response', resolve);
      sent.on('upgrade', (_, socket) => {
        socket.destroy();
        reject(new Error('it switched to another protocol without being asked'));
      });
      sent.on('error', (error) =>
        reject(isStale(sent, error) && !hasReceived() ? new StaleConnection(error) : error),
      );
      sent.end(body);
    });

  const responseTo = async (request: IncomingMessage, body: Buffer, signal: AbortSignal) => {
    const { method, url: path } = request;
    const attempt = async (): Promise<Attempt> => {
      // Signed again for each attempt, because a service may take a nonce only once.
      const headers = await signedWireHeaders(request, { host, body, signer });
      return { method, path, headers, signal, body };
    };
    try {
      return await exchange(await attempt(), agent);
    } catch (error) {
      if (!(error instanceof StaleConnection) || signal.aborted) throw error;
      return exchange(await attempt(), fresh);
    }
  };

  return {
    async forward(request, response, body) {
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const late = AbortSignal.timeout(timeoutMs);
      let isCutOff = false;
      try {
        const received = await responseTo(request, body, AbortSignal.any([gone.signal, late]));
        // When one side breaks off, the other is closed too, so only the first event shows which side it was.
        received.once('error', () => {
          isCutOff = !gone.signal.aborted;
        });
        // Do not add headers that the target did not send.
        response.sendDate = false;
        response.writeHead(received.statusCode ?? 502, received.statusMessage, responseWireHeaders(received));
        await pipeline(received, response);
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

/** Thrown when the target closed an idle connection just as a request was sent on it. */
class StaleConnection extends Error {
  constructor(cause: Error) {
    super(cause.message, { cause });
  }
}

const RESET = ['ECONNRESET', 'EPIPE'];

function isStale(sent: ClientRequest, { code = '' }: NodeJS.ErrnoException): boolean {
  return sent.reusedSocket && RESET.includes(code);
}

/** Returns a function that reports whether any byte of the response has arrived. TLS handshake bytes do not count. */
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
  if (isCutOff) return `did not complete its response (${code ?? message})`;
  if (code === 'ECONNREFUSED') return 'does not respond: start it, or set another `--target` (ECONNREFUSED)';
  return `sent no valid response (${code ?? message})`;
}
