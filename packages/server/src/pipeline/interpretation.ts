/** What becomes of a request: the judgement while its sender waits, the single items when somebody asks. */
import type { Json, JsonObject } from '@pushspec/contract';
import type { Failure } from '@pushspec/contract/explain';
import type { Contract } from '../contract/contract.ts';
import { finding } from '../contract/findings.ts';
import { itemCount, itemsOf } from './steps/validate.ts';
import type { Finding, ItemVerdict, Judgement, RecordedVerdict } from './verdict.ts';

export interface InterpretationOptions {
  contract: Contract;
  body: unknown;
  /** Soft rules that the body breaks. */
  advice: readonly Failure[];
  /** Whether the backend drops an item after the answer. @default none */
  dropsItem?: (item: unknown) => boolean;
  /** More findings about the whole request. */
  warnings?: readonly Finding[];
  /** What has to be remembered to explain the items later. */
  facts?: Json;
}

/** Accepted, unless the vendor's backend drops all of it after the answer. */
export function judgeAccepted({
  contract,
  body,
  advice,
  dropsItem = () => false,
  warnings = [],
  facts,
}: InterpretationOptions): Judgement {
  const findings = advice.flatMap(({ code, pointer, parameters }) =>
    code === undefined ? [] : [finding(contract, code, { pointer, parameters })],
  );
  const all = [...findings, ...warnings];
  const reasons = all.filter(({ outcome }) => outcome === 'ignored');
  const isDropped =
    isWhollyDropped(contract, reasons) ||
    (reasons.length > 0 && itemsOf(contract, body).every(({ value }) => dropsItem(value)));
  return {
    outcome: isDropped ? 'ignored' : 'accepted',
    reasons,
    warnings: all.filter(({ outcome }) => outcome !== 'ignored'),
    ...(facts !== undefined && { facts }),
  };
}

/** Transformations reported for one item; its result shows all of them. */
const REPORTED = 100;

/** Takes the first transformations of an item: an object may have two hundred thousand properties. */
export function transformations(): { found: Finding[]; add: (make: () => Finding) => void } {
  const found: Finding[] = [];
  return { found, add: (make) => void (found.length < REPORTED && found.push(make())) };
}

export interface Item {
  /** JSON pointer into the body. */
  pointer: string;
  value: unknown;
}

/** What the vendor's side makes of an item. */
export interface ItemResult {
  transformed: Finding[];
  /** Undefined where nothing is known to come of it. */
  result: JsonObject | undefined;
}

/** How much of the items is wanted: nobody reads a hundred thousand. */
export interface ItemLimits {
  items: number;
  /** Characters of JSON after which no further item is read. */
  characters: number;
}

export interface ItemsOptions {
  body: unknown;
  verdict: RecordedVerdict;
  limits: ItemLimits;
  became: (item: Item) => ItemResult;
  drops: (item: Item) => boolean;
}

/** What became of the first items, and how many there are. A refusal befalls all of them: no vendor takes a part of a batch. */
export function itemVerdicts(
  contract: Contract,
  { body, verdict, limits, became, drops }: ItemsOptions,
): { items: ItemVerdict[]; count: number } {
  if (body === undefined) return { items: [], count: 0 };
  const isWhole = isWhollyDropped(contract, verdict.reasons);
  const items: ItemVerdict[] = [];
  let characters = 0;
  for (const item of itemsOf(contract, body, limits.items)) {
    if (characters > limits.characters) break;
    const shown = itemVerdict(item, { verdict, isWhole, became, drops });
    items.push(shown);
    characters += JSON.stringify(shown).length;
  }
  return { items, count: itemCount(contract, body) };
}

function itemVerdict(
  item: Item,
  { verdict, isWhole, became, drops }: Omit<ItemsOptions, 'body' | 'limits'> & { isWhole: boolean },
): ItemVerdict {
  const { pointer } = item;
  if (verdict.outcome === 'rejected') return { pointer, outcome: 'rejected', transformed: [] };
  if (isWhole || drops(item)) return { pointer, outcome: 'ignored', transformed: [] };
  const { transformed, result } = became(item);
  const outcome = transformed.length > 0 ? 'transformed' : 'accepted';
  return { pointer, outcome, transformed, ...(result && { result }) };
}

function isWhollyDropped(contract: Contract, reasons: readonly Finding[]): boolean {
  return reasons.some(({ code }) => contract.reasons[code]?.wholeRequest === true);
}
