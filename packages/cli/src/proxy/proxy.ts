/** Creates the signing proxy, which signs plain requests and forwards them to one target. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RPC_HEAD_BYTES } from '@pushspec/contract';
import { type CloseOptions, gracefulCloser } from '@pushspec/contract/closing';
import type { Signer } from '../apis/api.ts';
import { hostOf, isLoopback } from '../loopback.ts';
import { createTarget } from './forward.ts';
import { createHandlers } from './respond.ts';

export interface ProxyOptions {
  /** Base URL of the service, without a path. */
  target: string;
  signer: Signer;
  /** Receives one line per request, without secrets. */
  log: (line: string) => void;
  /**
   * Milliseconds for reading a request, and again for its response.
   *
   * @default 30000
   */
  timeoutMs?: number;
}

/** A signing proxy. */
export interface Proxy {
  /** Rejects if the port is in use, if the host is not loopback, or if the proxy would be its own target. */
  listen(options: { port: number; host?: string }): Promise<{ url: string }>;
  /** Waits up to 5 seconds for requests in flight, then closes all connections. */
  close(options?: CloseOptions): Promise<void>;
}

/** Creates a proxy, which does not listen yet. */
export function createProxy({ target: url, signer, log, timeoutMs = 30_000 }: ProxyOptions): Proxy {
  const target = createTarget({ url, signer, timeoutMs });
  let ownUrl = '';
  const { onRequest, onConnect } = createHandlers({ target, signer, log, ownUrl: () => ownUrl });
  const limits = { requestTimeout: timeoutMs, headersTimeout: timeoutMs, maxHeaderSize: RPC_HEAD_BYTES };
  const server = createServer(limits, onRequest);
  server.on('connect', onConnect);
  const close = gracefulCloser(server);
  return {
    async listen({ port, host = '127.0.0.1' }) {
      if (!isLoopback(host)) {
        throw new Error(
          `the proxy would sign for everyone who can reach ${host}: set \`--host\` to 127.0.0.1, ::1 or localhost, and use a tunnel from other machines`,
        );
      }
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen({ port, host }, resolve);
      });
      const { address, family, port: actualPort } = server.address() as AddressInfo;
      ownUrl = `http://${family === 'IPv6' ? `[${address}]` : address}:${actualPort}`;
      const isItself =
        new URL(url).port === String(actualPort) && ['localhost', address].includes(hostOf(url));
      if (isItself)
        throw new Error('the proxy would be its own target: choose another `--target` or `--port`');
      return { url: ownUrl };
    },
    close: (options) => close(options).finally(target.close),
  };
}
