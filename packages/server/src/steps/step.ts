/** The steps of a request: each one refuses it or lets it go on. */
import type { Config, Json } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import type { Exchange } from '../exchange.ts';
import type { Item, ItemResult } from '../interpretation.ts';
import type { Judgement } from '../verdict.ts';

/** What the steps of a vendor are made from. */
export interface StepContext {
  contract: Contract;
  config: Config;
  /** Milliseconds since 1970. */
  clock: () => number;
  random: () => number;
  /** Told of failures that no answer shows. */
  onError: (error: unknown) => void;
  /** Registers what a reset of the server forgets. */
  onReset: (forget: () => void) => void;
}

/** What is known of a request when its verdict is read. */
export interface ReadContext {
  /** Milliseconds since 1970. */
  receivedAt: number;
  /** What the vendor's part wanted to remember. */
  facts: Json | undefined;
}

/** Refuses the request by returning a judgement, or lets it go on. */
export type Step<Caller> = (
  exchange: Exchange<Caller>,
) => Judgement | undefined | Promise<Judgement | undefined>;

/** A vendor's way with a request. */
export interface VendorSteps<Caller> {
  /** In the vendor's order; the first judgement ends the way. */
  steps: readonly Step<Caller>[];
  /** What becomes of a request that no step has refused. */
  interpret(exchange: Exchange<Caller>): Judgement;
  /** What the vendor's side makes of an accepted item; asked when a verdict is read. */
  became(item: Item, context: ReadContext): ItemResult;
  /** Whether the backend drops an accepted item after the answer; asked when a verdict is read. */
  drops?(item: Item, context: ReadContext): boolean;
  /** The body as this vendor decodes it, where that is not just JSON. */
  decoded?(body: Json): Json;
  /** Members of the success envelope that differ from answer to answer. */
  successMembers?(exchange: Exchange<Caller>, judgement: Judgement): Record<string, unknown>;
  /** Members of every refusal that differ from answer to answer. */
  refusalMembers?(exchange: Exchange<Caller>): Record<string, unknown>;
}

/** Forgets what a vendor's caller is made of: only the vendor's own steps look at it. */
export function vendorSteps<Caller>(steps: VendorSteps<Caller>): VendorSteps<unknown> {
  return steps as VendorSteps<unknown>;
}

/** The way of a request: step by step in the vendor's order, then what becomes of it. */
export async function judge<Caller>(
  vendor: VendorSteps<Caller>,
  exchange: Exchange<Caller>,
): Promise<Judgement> {
  for (const step of vendor.steps) {
    const judgement = await step(exchange);
    if (judgement) return judgement;
  }
  return vendor.interpret(exchange);
}
