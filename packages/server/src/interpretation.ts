/** What becomes of a request: the judgement while its sender waits, the single items when somebody asks. */
import type { Json, JsonObject } from '@pushspec/contract';
import type { Failure } from '@pushspec/contract/explain';
import type { Contract } from './contract/contract.ts';
import { finding } from './contract/findings.ts';
import { itemsOf } from './steps/validate.ts';
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

/** Transformations told of one item; its result shows all of them. */
const REPORTED = 100;

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

/** What became of every item. A refusal befalls all of them: no vendor takes a part of a batch. */
export function itemVerdicts(
  contract: Contract,
  { body, verdict }: { body: unknown; verdict: RecordedVerdict },
  { became, drops }: { became: (item: Item) => ItemResult; drops: (item: Item) => boolean },
): ItemVerdict[] {
  if (body === undefined) return [];
  const isWhole = isWhollyDropped(contract, verdict.reasons);
  return itemsOf(contract, body).map((item) => {
    const { pointer } = item;
    if (verdict.outcome === 'rejected') return { pointer, outcome: 'rejected', transformed: [] };
    if (isWhole || drops(item)) return { pointer, outcome: 'ignored', transformed: [] };
    const { transformed, result } = became(item);
    const outcome = transformed.length > 0 ? 'transformed' : 'accepted';
    return { pointer, outcome, transformed: transformed.slice(0, REPORTED), ...(result && { result }) };
  });
}

function isWhollyDropped(contract: Contract, reasons: readonly Finding[]): boolean {
  return reasons.some(({ code }) => contract.reasons[code]?.wholeRequest === true);
}
