/** The interface between the server and each API: what an API provides, and the context that it gets. */
import type { Config, Json, JsonObject } from '@pushspec/contract';
import type { RequestHandler, Router } from 'express';
import type { AdminContext } from '../admin/context.ts';
import type { Contract } from '../contract/contract.ts';
import type { Occurrence } from '../contract/findings.ts';
import type { Mask } from '../mask.ts';
import type { Exchange } from '../pipeline/exchange.ts';
import type { Item, ItemResult } from '../pipeline/interpretation.ts';
import type { Location } from '../pipeline/locate.ts';
import type { Evaluation, WireRefusal } from '../pipeline/verdict.ts';
import type { Store, StoredRecord, StoredRequest } from '../store/store.ts';

/** The context that an API is created with. */
export interface ApiContext {
  contract: Contract;
  config: Config;
  /** Returns the current time in milliseconds since 1970. */
  clock: () => number;
  /** Returns a number from 0 to below 1. */
  random: () => number;
  /** Receives errors that no response reports. */
  onError: (error: unknown) => void;
  /**
   * Returns a value shared by the APIs with the same part of the configuration, such as a limiter or a list of nonces.
   * The first caller creates it. It lives until that part changes.
   */
  shared<Value>(name: string, create: () => Value): Value;
  /** Registers a function that a reset of the server calls. */
  onReset: (clear: () => void) => void;
  /** Bytes of a body that are kept in memory where the contract states no limit. */
  safetyBytes: number;
  /**
   * Whether requests need no credentials and no limits, because a receiver takes them for the only target of its
   * configuration. @default false
   */
  isReceiver?: true;
  /** Records of earlier runs, from which an API restores its state after a restart. */
  store: Pick<Store, 'list'>;
}

/** The facts about a request that are available when its verdict is read. */
export interface ReadContext {
  /** Milliseconds since 1970. */
  receivedAt: number;
  /** Facts recorded by the evaluation. */
  facts: Json | undefined;
}

/** The behavior of one operation. */
export interface OperationModule<Caller = unknown> {
  /** The contract with this operation. */
  contract: Contract;
  /** The checks as named middleware, in the API's order. The first one that rejects the request ends the pipeline. */
  pipeline: readonly RequestHandler[];
  /** Explains why a request does not match the contract's schemas. */
  explain(exchange: Exchange<Caller>): Evaluation;
  /** Evaluates a request that passed all checks. */
  interpret(exchange: Exchange<Caller>): Evaluation;
  /** Returns what the API's backend produces from an accepted item. Called when a verdict is read. */
  resultOf(item: Item, context: ReadContext): ItemResult;
  /** Whether the backend drops an accepted item after the response. Called when a verdict is read. */
  isDropped?(item: Item, context: ReadContext): boolean;
  /** Returns the title or name of an item for lists. The item may violate the contract. */
  titleOf?(item: unknown): string | undefined;
  /** Returns the body of a recorded request, or `undefined` if it has none. @default its bytes as JSON */
  readBody?(request: StoredRequest): Json | undefined;
  /** Converts between the body and the events that clients take. @default the items of the body are the events */
  events?: EventForm;
  /** Returns the properties of the success envelope that differ between responses. */
  successProperties?(exchange: Exchange<Caller>, evaluation: Evaluation): Record<string, unknown>;
  /** Returns the properties of a refusal's envelope that differ between responses. */
  refusalProperties?(exchange: Exchange<Caller>): Record<string, unknown>;
  /** Headers of a refusal, besides those of every response. */
  refusalHeaders?(refusal: WireRefusal): Readonly<Record<string, string>>;
  /** Returns the parameters of messages that a request contains, for reasons that a fault injects. */
  messageParameters?(exchange: Exchange<Caller>): Pick<Occurrence, 'parameters' | 'masked'>;
  /** The parts of a composed request that differ from the contract's example. */
  compose?: Partial<RequestParts>;
  /** Returns the request to send to be accepted again, if the same bytes are not enough. */
  replay?(request: StoredRequest, nowMs: number): StoredRequest;
  /** Returns the expected string to sign, and what is wrong with the signature. `mask` hides strings from the request. */
  signatureReport?(record: StoredRecord, mask: Mask): object;
}

/** Converts between the body of a request and the events that the API's client takes. */
export interface EventForm {
  /** Returns the events of an accepted body. */
  read(body: Json): readonly JsonObject[];
  /** Returns the body of a request with these events. A single event may be any JSON value. */
  write(events: readonly Json[]): Json;
  /** Converts a pointer into the body of a single event to one into the event. @default it is the same */
  pointerIn?(event: Json, pointer: string): string;
}

/** An API as the server runs it. */
export interface ApiModule {
  /** The operations in the contract's order. The first one rejects requests that address no operation. */
  operations: readonly [OperationModule, ...OperationModule[]];
  /** Finds the operation that a request addresses. */
  locate(exchange: Exchange): Location;
  /**
   * Returns the identifiers of credentials in a request, valid or not, the most specific first. They determine which
   * sandbox the request belongs to. Called before any check, with the body as bytes. See {@link ApiDefinition.identifiers}.
   */
  identifiersIn(exchange: Exchange): readonly string[];
  /** Adds the API's own routes to the admin API, with their full paths. */
  addAdminRoutes?(router: Router, context: AdminContext): void;
}

/** Builds the parts of a request with a configured credential. */
export interface RequestParts {
  /** Returns path and query. */
  path(credential: NamedCredential): string;
  /** Returns the headers, with names in lowercase. */
  headers(credential: NamedCredential): Record<string, string>;
  /** Returns the body to send for the caller's JSON value. */
  body(json: unknown, credential: NamedCredential): unknown;
  /** Adds the parts that depend on the whole request, such as a signature. */
  finish(request: StoredRequest, options: { credential: NamedCredential; nowMs: number }): StoredRequest;
}

/** A credential under a name that reveals no secret. */
export interface NamedCredential {
  name: string;
  /** Its values that are not secret. */
  shown: Readonly<Record<string, string | number | boolean>>;
  secrets: Readonly<Record<string, string>>;
}

export type CreateApi = (context: ApiContext) => Promise<ApiModule>;

/** An entry of the API registry: creates the API and reads its part of the configuration. */
export interface ApiDefinition {
  create: CreateApi;
  /** Returns every secret of the configuration. They are masked wherever a request is shown. */
  secrets(config: Config): readonly string[];
  /** Returns ids that are sent along with secrets and are not secret themselves. */
  keyIds?(config: Config): readonly string[];
  /** Returns the credentials that `try` can use. */
  credentials(config: Config): readonly NamedCredential[];
  /** Codes of reasons that verdicts may have although the contract does not. @default none */
  additionalReasons?: readonly string[];
  /** Returns the identifiers of all credentials, such as tokens or key ids. No two configurations may share one. */
  identifiers(config: Config): readonly string[];
  /**
   * Whether a request is for this API. Only called for requests whose path starts with the first segment of one of
   * the API's paths. An API on `/` shares that path with the site, and with other APIs: `'otherwise'` means that it
   * responds if no other API does. @default true
   */
  owns?(request: RequestHead): boolean | 'otherwise';
  /** More paths that the reference server serves, besides those of the contract. @default none */
  paths?: readonly string[];
  /**
   * Whether the vendor's router decodes and cleans a path before it matches it, so that `/./a` and `/%61` belong to the
   * API of `/a`. @default false
   */
  cleansPaths?: true;
  /** Whether requests name a data id or monitor, of which a receiver serves one. @default false */
  namesTarget?: true;
  /** Bytes of the largest request head, if more than the server's default. */
  maxHeadBytes?: number;
}

/** The head of a request, available before its body arrives. */
export interface RequestHead {
  method: string;
  /** Path and query. */
  target: string;
  /** Values by lowercase name. */
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Whether the router is mounted in another application, which may serve the same path. @default false */
  isMounted?: boolean;
}

/** Erases the type of an operation's caller, which only its own checks read. */
export function operationModule<Caller>(module: OperationModule<Caller>): OperationModule {
  return module as OperationModule;
}

/** Returns the module of an operation, or the first module for a request that reached no operation. */
export function moduleOf({ operations }: ApiModule, operation: string | null | undefined): OperationModule {
  return operations.find(({ contract }) => contract.operation.id === operation) ?? operations[0];
}
