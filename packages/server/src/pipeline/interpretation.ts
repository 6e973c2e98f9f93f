/** Evaluates an accepted request while its sender waits, and its single items when a verdict is read. */
import type { Json, JsonObject } from '@pushspec/contract';
import type { Failure } from '@pushspec/contract/explain';
import type { Contract } from '../contract/contract.ts';
import { finding } from '../contract/findings.ts';
import { itemCount, itemsOf } from './steps/validate.ts';
import type { Evaluation, Finding, ItemVerdict, RecordedVerdict } from './verdict.ts';

export interface InterpretationOptions {
  contract: Contract;
  body: unknown;
  /** Soft rules that the body breaks. */
  advice: readonly Failure[];
  /** Whether the backend drops an item after the response. @default no item */
  isDropped?: (item: Item) => boolean;
  /** More findings about the whole request. */
  warnings?: readonly Finding[];
  /** Facts to record in order to explain the items later. */
  facts?: Json;
}

/** Returns `accepted`, or `ignored` if the vendor's backend drops every item after the response. */
export function evaluateAccepted({
  contract,
  body,
  advice,
  isDropped = () => false,
  warnings = [],
  facts,
}: InterpretationOptions): Evaluation {
  const findings = advice.flatMap(({ code, pointer, parameters }) =>
    code === undefined ? [] : [finding(contract, code, { pointer, parameters })],
  );
  const all = [...findings, ...warnings];
  const reasons = all.filter(({ outcome }) => outcome === 'ignored');
  const isIgnored =
    isWhollyDropped(contract, reasons) || (reasons.length > 0 && itemsOf(contract, body).every(isDropped));
  return {
    outcome: isIgnored ? 'ignored' : 'accepted',
    reasons,
    warnings: all.filter(({ outcome }) => outcome !== 'ignored'),
    ...(facts !== undefined && { facts }),
  };
}

/** Number of transformations reported per item. The item's result shows the effect of all. */
const REPORTED = 100;

/** Collects the first transformations of an item. An object may have 200,000 properties. */
export function transformations(): { found: Finding[]; add: (make: () => Finding) => void } {
  const found: Finding[] = [];
  return { found, add: (make) => void (found.length < REPORTED && found.push(make())) };
}

/** An item of a body. */
export interface Item {
  /** JSON pointer into the body. */
  pointer: string;
  value: unknown;
}

/** The result of an item on the vendor's side. */
export interface ItemResult {
  transformed: Finding[];
  /** Undefined if no result is known. */
  result: JsonObject | undefined;
}

/** Limits for the items of a verdict, because a request may have 100,000. */
export interface ItemLimits {
  items: number;
  /** Characters of JSON after which no more items are read. */
  characters: number;
}

export interface ItemsOptions {
  body: unknown;
  verdict: RecordedVerdict;
  limits: ItemLimits;
  resultOf: (item: Item) => ItemResult;
  isDropped: (item: Item) => boolean;
}

/** Returns the verdicts of the first items and the number of items. A rejection applies to all: no vendor accepts part of a batch. */
export function itemVerdicts(
  contract: Contract,
  { body, verdict, limits, resultOf, isDropped }: ItemsOptions,
): { items: ItemVerdict[]; count: number } {
  if (body === undefined) return { items: [], count: 0 };
  const isWhole = isWhollyDropped(contract, verdict.reasons);
  const items: ItemVerdict[] = [];
  let characters = 0;
  for (const item of itemsOf(contract, body, limits.items)) {
    if (characters > limits.characters) break;
    const shown = itemVerdict(item, { verdict, isWhole, resultOf, isDropped });
    items.push(shown);
    characters += JSON.stringify(shown).length;
  }
  return { items, count: itemCount(contract, body) };
}

function itemVerdict(
  item: Item,
  { verdict, isWhole, resultOf, isDropped }: Omit<ItemsOptions, 'body' | 'limits'> & { isWhole: boolean },
): ItemVerdict {
  const { pointer } = item;
  if (verdict.outcome === 'rejected') return { pointer, outcome: 'rejected', transformed: [] };
  if (isWhole || isDropped(item)) return { pointer, outcome: 'ignored', transformed: [] };
  const { transformed, result } = resultOf(item);
  const outcome = transformed.length > 0 ? 'transformed' : 'accepted';
  return { pointer, outcome, transformed, ...(result && { result }) };
}

function isWhollyDropped(contract: Contract, reasons: readonly Finding[]): boolean {
  return reasons.some(({ code }) => contract.reasons[code]?.wholeRequest === true);
}
