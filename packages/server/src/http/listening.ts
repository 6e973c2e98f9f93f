/** Opening and closing the port of a server. */
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
import { type CloseOptions, closingOf } from '@pushspec/contract/closing';
import { isLoopback } from './loopback.ts';

export interface ListenOptions {
  /** 0 takes a free one. */
  port: number;
  /** @default '127.0.0.1' */
  host?: string;
  /**
   * Whether the development credentials may be in force beyond loopback: for a container whose port is published on its own machine only.
   * @default false
   */
  allowDevelopmentCredentials?: boolean;
}

const LISTEN_OPTIONS: OptionNames<ListenOptions> = {
  port: true,
  host: true,
  allowDevelopmentCredentials: true,
};

export interface Listening {
  url: string;
  /** What the admin API asks for; undefined: nothing. It is made where none was given and the host is beyond loopback. */
  adminToken?: string;
}

export interface Port {
  /** Rejects when the port is taken, and for a host beyond loopback while development credentials are in force and not allowed there. */
  open(options: ListenOptions): Promise<Listening>;
  /** Ends every connection once its requests in flight are answered. */
  close(options?: CloseOptions): Promise<void>;
  /** The host that was asked for. */
  host(): string;
  adminToken(): string | undefined;
  /** Address at which this very process reaches the server. */
  ownUrl(): string;
}

const TOKEN_BYTES = 24;

export function createPort(http: Server, config: () => Config, givenToken: string | undefined): Port {
  let adminToken = givenToken;
  let listeningOn = '127.0.0.1';
  let isClosed = false;
  let opening: Promise<void> | undefined;
  const close = closingOf(http);
  return {
    async open(options) {
      if (isClosed) throw new Error('this server is closed: make another one with createServer()');
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

/** Others would reach a server whose credentials everybody knows. */
export class DevelopmentCredentialsError extends Error {
  override readonly name = 'DevelopmentCredentialsError';
  readonly code = 'DEVELOPMENT_CREDENTIALS';
  /** The members of the configuration that have them. */
  readonly members: readonly string[];

  constructor(members: readonly string[], host: string) {
    super(
      `the development credentials are public: give your own ${members.join(', ')} in the config of createServer before listening on ${host}; where nobody else reaches it, listen with allowDevelopmentCredentials`,
    );
    this.members = members;
  }
}

function refuseDevelopment(config: Config, host: string): void {
  const members = developmentCredentialsIn(config);
  if (members.length > 0) throw new DevelopmentCredentialsError(members, host);
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
