/** What each API brings to the server, and what it is created from. */
import type { Config, Json } from '@pushspec/contract';
import type { RequestHandler } from 'express';
import type { Contract } from '../contract/contract.ts';
import type { Exchange } from '../exchange.ts';
import type { Item, ItemResult } from '../interpretation.ts';
import type { Location } from '../locate.ts';
import type { Store } from '../store/store.ts';
import type { Judgement } from '../verdict.ts';
import type { OpenFault } from './guance/open-faults.ts';

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
  /** Guance: the faults that no event has closed. */
  openFaults?(): OpenFault[];
}

export type CreateApi = (context: ApiContext) => Promise<ApiModule>;

/** Hides the type of an API's caller, which only the API's own checks read. */
export function apiModule<Caller>(module: ApiModule<Caller>): ApiModule {
  return module as ApiModule;
}
