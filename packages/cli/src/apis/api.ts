/** The interface between the commands and the APIs: everything a command needs to know about one API. */
import type { Fetch } from '@pushspec/client';
import type { Reporter, ReporterOptions, ReportingClient } from '@pushspec/client/reporter';
import type { SignInput } from '@pushspec/conformance';
import { type ApiName, type Config, isObject, type PartialConfig, type Profile } from '@pushspec/contract';
import type { Report } from '@pushspec/doctor';
import type { Command } from 'commander';
import type { RelayFlags } from '../commands/relay.ts';
import type { SendFlags } from '../commands/send.ts';
import type { Streams } from '../streams.ts';
import type { CredentialSource } from './credentials.ts';

export interface CliApi {
  readonly name: ApiName;
  readonly send: SendSupport;
  readonly welcome: WelcomeSupport;
  readonly live: LiveSupport;
  /** Undefined for an API whose client has no reporter. */
  readonly relay?: RelaySupport;
  /** Undefined for an API without signatures. */
  readonly signing?: SigningSupport;
  /** Undefined for an API without signatures. */
  readonly doctor?: DoctorSupport;
  /** Translates the flags of another program before they are parsed. */
  rewriteArguments?(args: readonly string[]): readonly string[];
}

/** Support for `pushspec send <api>`: its flags and how they become events. */
export interface SendSupport {
  readonly summary: string;
  /** Returns the sentences of the help that differ between APIs. `local` is the sentence about the development credentials. */
  description(local: string): { readonly first: string; readonly credentials: string };
  readonly example: string;
  readonly limits: RequestLimits;
  addOptions(command: Command): void;
  /** Returns whether an option may hold a secret. Messages do not repeat such options. */
  isSecretOption?(flag: string): boolean;
  /** Turns flags into an address, events and a client. */
  plan(flags: SendFlags, streams: Streams): SendPlan;
  readonly asEvent: AsEvent;
  /** Returns the items of a document, which is an array, the body of a request, or one event. */
  itemsOf(document: unknown): readonly unknown[];
}

/** Limits of one request. */
export interface RequestLimits {
  /** 1 if the API has no batches. */
  readonly maxItems: number;
  readonly maxBodyBytes: number;
}

/** What a `send` command line asks for. */
export interface SendPlan {
  readonly url: string;
  /** Events from flags instead of a file. */
  readonly events?: readonly unknown[] | undefined;
  /** Whether to print the API's response, as the vendor's own tool does. */
  readonly printsResponse?: boolean;
  /** Creates the client. Rejects if there are no credentials. */
  connect(source: ConnectSource): Promise<AnyClient>;
}

export interface ConnectSource extends Omit<CredentialSource, 'url'> {
  /** The first event to send. */
  readonly first: unknown;
  /** Replaces the global `fetch`, for a dry run. */
  readonly fetch: Fetch | undefined;
}

export interface SendResult {
  api: string;
  status: number;
  items: number;
  body: unknown;
}

/** A client that accepts any events. The API checks them, not the compiler. */
export interface AnyClient {
  /** Rejects with the client's own errors. */
  send(events: readonly unknown[]): Promise<SendResult>;
  reporter(options: ReporterOptions<object>): Reporter<object>;
}

/** Converts a parsed value to an event, or returns `undefined` if it is not one. */
export type AsEvent = (value: unknown) => object | undefined;

/** Support for `pushspec relay <api>`. */
export interface RelaySupport {
  readonly example: string;
  /** Adds the options of this API, besides `--target`. */
  addOptions(command: Command): void;
  /** Returns the address to send to, or `undefined` if no option names one. */
  url(flags: RelayFlags): string | undefined;
  /** Finds the credentials, and loads the client. Rejects if there are none. */
  connect(source: CredentialSource, flags: RelayFlags): Promise<RelayConnection>;
}

export interface RelayConnection {
  createClient(fetch: Fetch): ReportingClient;
  /** The only data id or monitor that requests may name. Empty if requests name none. */
  readonly target: PartialConfig;
  /** Names the account, data id or monitor, without a secret. */
  readonly name: string;
}

/** What `pushspec start` prints about an API. */
export interface WelcomeSupport {
  /** Returns one line per credential. `show` hides secrets that are not published. */
  credentials(config: Config, show: (secret: string) => string): string[];
  /** Returns a shell command that sends an event with the development credentials. */
  command(serverUrl: string): string;
}

/** Support for `pushspec verify --live`. */
export interface LiveSupport {
  /** Returns this API's part of a configuration, with credentials from the environment. */
  config(source: CredentialSource): object;
  /** Removes this API's credentials from a configuration. */
  withoutCredentials(config: Config): Config;
}

/** Support for `pushspec sign` and `proxy`, and for the signatures that `verify` needs. */
export interface SigningSupport {
  /** Names of the environment variables for credentials, as the help shows them. */
  readonly variables: string;
  /** Base URLs by network and region. */
  readonly servers: Readonly<Record<string, Readonly<Record<string, string>>>>;
  load(): Promise<Signing>;
}

/** Support for `pushspec doctor`. */
export interface DoctorSupport {
  load(): Promise<Doctor>;
}

/** Explains why a signature does not match. */
export interface Doctor {
  /** @throws RawRequestError if the bytes are not an HTTP request */
  examine(capture: Capture): Report;
}

/** A captured request, and where to look for the secret of its key. */
export interface Capture {
  readonly bytes: Buffer;
  readonly config: Config | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly profile: Profile;
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
}

/** Signs requests of one API. */
export interface Signing {
  readonly operation: { readonly method: string; readonly path: string };
  /** Returns the first key of the configuration or the environment. Rejects if the key cannot be sent in a header. */
  signer(source: CredentialSource): Promise<Signer>;
  /** Returns the signature for a request of a scenario. Undefined if scenarios do not need it. */
  signature?(input: SignInput): string;
}

/** Signs requests with one key. */
export interface Signer {
  readonly keyId: string;
  readonly secrets: readonly string[];
  /** The security token in the string to sign, which must not be printed. */
  readonly token: string | undefined;
  readonly headerNames: readonly string[];
  readonly maxBodyBytes: number;
  /** Signs a request. Rejects if the key cannot be sent in a header. */
  sign(request: SignerInput): Promise<SignedRequest>;
}

export interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  /** Contains the security token of a temporary key, but no secret. */
  readonly stringToSign: string;
}

export interface SignerInput {
  readonly method: string;
  /** The URL, or its path and query exactly as they are sent. */
  readonly url: string;
  /** Host and port, if the URL has none. */
  readonly host?: string;
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
