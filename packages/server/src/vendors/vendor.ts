/** What each API brings to the server, and what it is created from. */
import type { Config, Json } from '@pushspec/contract';
import type { RequestHandler, Router } from 'express';
import type { AdminContext } from '../admin/context.ts';
import type { Contract } from '../contract/contract.ts';
import type { Mask } from '../mask.ts';
import type { Exchange } from '../pipeline/exchange.ts';
import type { Item, ItemResult } from '../pipeline/interpretation.ts';
import type { Location } from '../pipeline/locate.ts';
import type { Judgement } from '../pipeline/verdict.ts';
import type { Store, StoredRecord, StoredRequest } from '../store/store.ts';

export interface ApiContext {
  contract: Contract;
  config: Config;
  /** Milliseconds since the epoch. */
  clock: () => number;
  random: () => number;
  /** Receives failures that no response shows. */
  onError: (error: unknown) => void;
  /** Registers what a reset of the server clears. */
  onReset: (clear: () => void) => void;
  /** Bytes of a body that are kept in memory where the contract states no limit. */
  safetyBytes: number;
  /** Records of earlier runs; an API reads from them what it has to know after a restart. */
  store: Pick<Store, 'list'>;
}

/** What is known of a request when its verdict is read. */
export interface ReadContext {
  /** Milliseconds since the epoch. */
  receivedAt: number;
  /** Facts that the judgement recorded. */
  facts: Json | undefined;
}

export interface ApiModule<Caller = unknown> {
  contract: Contract;
  /** Finds the operation that a request addresses. */
  locate(exchange: Exchange<Caller>): Location;
  /** The checks as named middleware, in the API's own order. The first refusal ends them. */
  pipeline: readonly RequestHandler[];
  /** Says why the contract's schemas refuse a request. */
  explain(exchange: Exchange<Caller>): Judgement;
  /** Judges a request that no check has refused. */
  interpret(exchange: Exchange<Caller>): Judgement;
  /** What the API's backend makes of an accepted item; called when a verdict is read. */
  became(item: Item, context: ReadContext): ItemResult;
  /** Whether the backend drops an accepted item after the response; called when a verdict is read. */
  drops?(item: Item, context: ReadContext): boolean;
  /** The body as this API decodes it, where that differs from JSON. */
  decoded?(body: Json): Json;
  /** Properties of the success envelope that differ between responses. */
  successMembers?(exchange: Exchange<Caller>, judgement: Judgement): Record<string, unknown>;
  /** Properties of a refusal that differ between responses. */
  refusalMembers?(exchange: Exchange<Caller>): Record<string, unknown>;
  /** The parts of a request that the admin API composes, where they differ from what the contract shows. */
  compose?: Partial<RequestParts>;
  /** The request as it has to be sent to be accepted once more, where the same bytes do not suffice. */
  replay?(request: StoredRequest, nowMs: number): StoredRequest;
  /** What had to be signed, and what is wrong with the signature. `mask` hides what repeats the request. */
  signatureReport?(record: StoredRecord, mask: Mask): object;
  /** Adds the API's own routes to the admin API, with their full paths. */
  addAdminRoutes?(router: Router, context: AdminContext): void;
}

/** How a request with a credential of the configuration is made. */
export interface RequestParts {
  path(credential: NamedCredential): string;
  /** Names in lower case. */
  headers(credential: NamedCredential): Record<string, string>;
  /** The body that is sent for a JSON value of the caller's. */
  body(json: unknown, credential: NamedCredential): unknown;
  /** Adds what depends on the whole request. */
  finish(request: StoredRequest, options: { credential: NamedCredential; nowMs: number }): StoredRequest;
}

/** A credential under the name with which it is called, which tells no secret. */
export interface NamedCredential {
  name: string;
  /** What is no secret about it. */
  shown: Readonly<Record<string, string | number | boolean>>;
  secrets: Readonly<Record<string, string>>;
}

export type CreateApi = (context: ApiContext) => Promise<ApiModule>;

/** An entry of the registry: how an API is created, and what its part of a configuration holds. */
export interface ApiDefinition {
  create: CreateApi;
  /** Every secret of the configuration. They are masked wherever a request is shown. */
  secrets(config: Config): readonly string[];
  /** Ids that are sent beside secrets and are none, so that they may be shown. */
  keyIds?(config: Config): readonly string[];
  credentials(config: Config): readonly NamedCredential[];
}

/** Hides the type of an API's caller, which only the API's own checks read. */
export function apiModule<Caller>(module: ApiModule<Caller>): ApiModule {
  return module as ApiModule;
}
