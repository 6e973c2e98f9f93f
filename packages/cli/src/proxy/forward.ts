/** Sends a request on to the target and hands back the answer, both to the byte. */
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { CloudMonitorCredentials } from '@pushspec/client/cloudmonitor';
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
  credentials: CloudMonitorCredentials;
  /** For a request until its answer is read completely, in milliseconds. */
  timeoutMs: number;
}

export function createTarget({ url, credentials, timeoutMs }: TargetOptions): Target {
  const { host, protocol } = new URL(url);
  const { Agent, request: open } = protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: true });

  const answerTo = (request: IncomingMessage, body: Buffer, signal: AbortSignal) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const headers = signedWireHeaders(request, { host, body, credentials });
      const { method, url: path } = request;
      const sent = open(url, { method, path, headers, agent, signal });
      sent.on('response', resolve).on('error', reject).end(body);
    });

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
    close: () => agent.destroy(),
  };
}

function problemOf(error: unknown, isCutOff: boolean): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (isCutOff) return `has broken off its answer (${code ?? message})`;
  if (code === 'ECONNREFUSED') return 'does not answer: start it, or give another --target (ECONNREFUSED)';
  return `gave no answer (${code ?? message})`;
}
