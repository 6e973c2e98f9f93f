/** The signing proxy: takes plain requests, signs them, and sends them on to one target. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CloseOptions, closingOf } from '@pushspec/contract/closing';
import type { Signer } from '../apis/api.ts';
import { hostOf, isLoopback } from '../loopback.ts';
import { createTarget } from './forward.ts';
import { answering } from './respond.ts';

export interface ProxyOptions {
  /** Address of the service, without a path. */
  target: string;
  signer: Signer;
  /** Takes one line per request, without a secret. */
  log: (line: string) => void;
  /**
   * For reading a request, and again for its answer, in milliseconds.
   *
   * @default 30000
   */
  timeoutMs?: number;
}

export interface Proxy {
  /** Rejects when the port is taken, for a host beyond loopback, and where it would be its own target. */
  listen(options: { port: number; host?: string }): Promise<{ url: string }>;
  /** Answers the requests in flight within a grace period of 5 seconds, then ends all connections. */
  close(options?: CloseOptions): Promise<void>;
}

export function createProxy({ target: url, signer, log, timeoutMs = 30_000 }: ProxyOptions): Proxy {
  const target = createTarget({ url, signer, timeoutMs });
  let ownUrl = '';
  const { onRequest, onConnect } = answering({ target, signer, log, ownUrl: () => ownUrl });
  const server = createServer({ requestTimeout: timeoutMs, headersTimeout: timeoutMs }, onRequest);
  server.on('connect', onConnect);
  const close = closingOf(server);
  return {
    async listen({ port, host = '127.0.0.1' }) {
      if (!isLoopback(host)) {
        throw new Error(
          `the proxy would sign for everybody who reaches ${host}: --host takes 127.0.0.1, ::1 or localhost; tunnel to it from elsewhere`,
        );
      }
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen({ port, host }, resolve);
      });
      const { address, family, port: taken } = server.address() as AddressInfo;
      ownUrl = `http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`;
      const isItself = new URL(url).port === String(taken) && ['localhost', address].includes(hostOf(url));
      if (isItself) throw new Error('the proxy would be its own target: choose another --target or --port');
      return { url: ownUrl };
    },
    close: (options) => close(options).finally(target.close),
  };
}
