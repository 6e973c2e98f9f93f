/** Opens and closes the port of a server. */
import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Config,
  checkedOptions,
  checkedPort,
  developmentCredentialsIn,
  type OptionNames,
} from '@pushspec/contract';
import { type CloseOptions, gracefulCloser } from '@pushspec/contract/closing';
import { isLoopback } from './loopback.ts';

/** Options of `listen()`. */
export interface ListenOptions {
  /** Port number. 0 picks a free port. */
  port: number;
  /** Host name or address to listen on. @default '127.0.0.1' */
  host?: string;
  /**
   * Whether development credentials are allowed on a host other than loopback. Meant for a container whose port is
   * published only to its own machine.
   * @default false
   */
  allowDevelopmentCredentials?: boolean;
}

const LISTEN_OPTIONS: OptionNames<ListenOptions> = {
  port: true,
  host: true,
  allowDevelopmentCredentials: true,
};

/** The address of a listening server, and its token. */
export interface Listening {
  /** Address without a path, such as `http://127.0.0.1:4010`. */
  url: string;
  /** Token required by the admin API, or `undefined` if none is. Generated if none was set and the host is not loopback. */
  adminToken?: string;
}

/** The port of a server. */
export interface Port {
  /** Listens. Rejects if the port is taken, or if the host is not loopback and development credentials are in use but not allowed. */
  open(options: ListenOptions): Promise<Listening>;
  /** Ends every connection after its requests in flight have their responses. */
  close(options?: CloseOptions): Promise<void>;
  /** Returns the requested host. */
  host(): string;
  /** Returns the token required by the admin API, or `undefined` if none is. */
  adminToken(): string | undefined;
  /** Returns the address at which this process reaches the server. */
  ownUrl(): string;
}

const TOKEN_BYTES = 24;

/** Creates the port of a server, which is not open yet. */
export function createPort(http: Server, config: () => Config, givenToken: string | undefined): Port {
  let adminToken = givenToken;
  let listeningOn = '127.0.0.1';
  let isClosed = false;
  let opening: Promise<void> | undefined;
  const close = gracefulCloser(http);
  return {
    async open(options) {
      if (isClosed) throw new Error('this server is closed: create another one with createServer()');
      const port = checkedPort(options?.port);
      const { host = '127.0.0.1', allowDevelopmentCredentials = false } = checkedOptions(
        'listen',
        options,
        LISTEN_OPTIONS,
      );
      if (!isLoopback(host)) {
        if (!allowDevelopmentCredentials) refuseDevelopment(config(), host);
        adminToken ??= randomBytes(TOKEN_BYTES).toString('base64url');
      }
      opening = listen(http, port, host);
      await opening;
      listeningOn = host;
      return { url: urlOf(http), ...(adminToken !== undefined && { adminToken }) };
    },
    async close(options) {
      isClosed = true;
      await opening?.catch(() => undefined);
      await close(options);
    },
    host: () => listeningOn,
    adminToken: () => adminToken,
    ownUrl: () => urlOf(http).replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:'),
  };
}

/** Thrown if a server with public credentials would be reachable from other machines. */
export class DevelopmentCredentialsError extends Error {
  override readonly name = 'DevelopmentCredentialsError';
  readonly code = 'DEVELOPMENT_CREDENTIALS';
  /** Properties of the configuration that contain development credentials. */
  readonly properties: readonly string[];

  constructor(properties: readonly string[], host: string) {
    super(
      `the development credentials are public: set your own ${properties.join(', ')} in the config of createServer() before you listen on ${host}; if no other machine can reach it, set \`allowDevelopmentCredentials\` in the options of listen()`,
    );
    this.properties = properties;
  }
}

function refuseDevelopment(config: Config, host: string): void {
  const properties = developmentCredentialsIn(config);
  if (properties.length > 0) throw new DevelopmentCredentialsError(properties, host);
}

function listen(http: Server, port: number, host: string): Promise<void> {
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
