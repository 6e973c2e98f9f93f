/** The contract between the commands and the APIs: everything that a command needs to know about one API. */
import type { Fetch } from '@pushspec/client';
import type { Reporter, ReporterOptions } from '@pushspec/client/reporter';
import type { SignInput } from '@pushspec/conformance';
import { type Config, isObject, type Vendor } from '@pushspec/contract';
import type { Command } from 'commander';
import type { SendFlags } from '../commands/send.ts';
import type { Streams } from '../streams.ts';
import type { CredentialSource } from './credentials.ts';

export interface CliApi {
  readonly name: Vendor;
  /** Name for people. */
  readonly title: string;
  readonly send: SendSupport;
  readonly welcome: WelcomeSupport;
  readonly live: LiveSupport;
  /** Undefined for an API without signatures. */
  readonly signing?: SigningSupport;
  /** Translates the flags of another program before they are parsed. */
  rewriteArguments?(args: readonly string[]): readonly string[];
}

/** `pushspec send <api>`: the flags, and what they mean. */
export interface SendSupport {
  readonly summary: string;
  /** Describes the credentials and anything else that other APIs do not have. `local` is a sentence to include. */
  description(local: string): { readonly first: string; readonly credentials: string };
  readonly example: string;
  readonly limits: RequestLimits;
  addOptions(command: Command): void;
  /** Whether an option may hold a secret, so that no message repeats it. */
  isSecretOption?(flag: string): boolean;
  /** Turns flags into an address, events and a client. */
  plan(flags: SendFlags, streams: Streams): SendPlan;
  readonly asEvent: AsEvent;
  /** Items of a document: an array, the body of a request, or one event. */
  itemsOf(document: unknown): readonly unknown[];
}

/** Limits of one request. */
export interface RequestLimits {
  /** 1 where the API has no batches. */
  readonly maxItems: number;
  readonly maxBodyBytes: number;
}

export interface SendPlan {
  readonly url: string;
  /** Events from flags, in place of a file. */
  readonly events?: readonly unknown[] | undefined;
  /** Print the response of the API, as another tool does. */
  readonly isEcho?: boolean;
  /** Creates the client. Fails without credentials. */
  connect(source: ConnectSource): Promise<AnyClient>;
}

export interface ConnectSource extends Omit<CredentialSource, 'url'> {
  /** The first event to send. */
  readonly first: unknown;
  /** Replaces the network. */
  readonly fetch: Fetch | undefined;
}

export interface SendResult {
  vendor: string;
  status: number;
  items: number;
  body: unknown;
}

/** A client for any events: the API checks them, not the compiler. */
export interface AnyClient {
  /** Rejects with the client's own errors. */
  send(events: readonly unknown[]): Promise<SendResult>;
  reporter(options: ReporterOptions<object>): Reporter<object>;
}

/** Converts a parsed value to an event; returns `undefined` if it is not one. */
export type AsEvent = (value: unknown) => object | undefined;

/** `pushspec start`: what a newcomer sees. */
export interface WelcomeSupport {
  /** One line per credential. `show` hides a secret that is not published. */
  credentials(config: Config, show: (secret: string) => string): string[];
  /** Returns a shell command that sends an event with the development credentials. */
  command(serverUrl: string): string;
}

/** `pushspec verify --live`. */
export interface LiveSupport {
  /** Returns this API's part of a configuration, with the credentials from the environment. */
  config(source: CredentialSource): object;
  /** Removes this API's credentials from a configuration. */
  withoutCredentials(config: Config): Config;
}

/** `pushspec sign` and `proxy`, and the signatures of `verify`. */
export interface SigningSupport {
  /** Environment variables of the credentials, for the help. */
  readonly variables: string;
  /** Addresses by network and region. */
  readonly servers: Readonly<Record<string, Readonly<Record<string, string>>>>;
  load(): Promise<Signing>;
}

export interface Signing {
  readonly operation: { readonly method: string; readonly path: string };
  /** Returns the first key of the configuration or the environment. Fails for a key that cannot be sent in a header. */
  signer(source: CredentialSource): Signer;
  /** Signs under the terms of the scenarios. */
  signature(input: SignInput): string;
}

export interface Signer {
  readonly keyId: string;
  readonly secrets: readonly string[];
  /** Part of the signed string that must not be shown. */
  readonly token: string | undefined;
  readonly headerNames: readonly string[];
  readonly maxBodyBytes: number;
  sign(request: SignerInput): {
    readonly headers: Readonly<Record<string, string>>;
    readonly stringToSign: string;
  };
}

export interface SignerInput {
  readonly method: string;
  readonly url: string;
  readonly body: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly keep?: readonly string[];
  readonly ip?: string | undefined;
}

export const asObject: AsEvent = (value) => (isObject(value) ? value : undefined);

interface LimitRow {
  readonly itemPointer: string | null;
  readonly maxItems: number | null;
  readonly maxBodyBytes: number;
}

export const requestLimits = (row: LimitRow): RequestLimits => ({
  maxItems: row.itemPointer === null ? 1 : (row.maxItems ?? Number.POSITIVE_INFINITY),
  maxBodyBytes: row.maxBodyBytes,
});
