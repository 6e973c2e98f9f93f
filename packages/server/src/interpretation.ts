/** What becomes of an accepted request: each item, its soft rules and what was transformed. */
import type { Failure } from '@pushspec/contract/explain';
import type { Contract } from './contract/contract.ts';
import { finding } from './contract/findings.ts';
import { itemsOf } from './steps/validate.ts';
import type { Finding, ItemVerdict, Judgement } from './verdict.ts';

export interface InterpretationOptions {
  contract: Contract;
  body: unknown;
  /** Soft rules that the body breaks. */
  advice: readonly Failure[];
  /** What is changed in an item before it is kept. */
  transformed: (item: { pointer: string; value: unknown }) => Finding[];
  /** More findings about the whole request. */
  warnings?: readonly Finding[];
}

/** Accepted, unless the vendor's backend drops all of it after the answer. */
export function interpretItems(options: InterpretationOptions): Judgement {
  const { contract, body, advice, transformed, warnings = [] } = options;
  const findings = advice.flatMap(({ code, pointer, parameters }) =>
    code === undefined ? [] : [finding(contract, code, { pointer, parameters })],
  );
  const all = [...findings, ...warnings];
  const dropped = all.filter(({ outcome }) => outcome === 'ignored');
  const allDropped = dropped.some(({ code }) => contract.reasons[code]?.wholeRequest === true);
  const items = itemsOf(contract, body).map((item): ItemVerdict => {
    const isDropped = allDropped || dropped.some(({ pointer }) => isWithin(pointer, item.pointer));
    const changes = isDropped ? [] : transformed(item);
    const outcome = isDropped ? 'ignored' : changes.length > 0 ? 'transformed' : 'accepted';
    return { pointer: item.pointer, outcome, transformed: changes };
  });
  return {
    outcome: items.every(({ outcome }) => outcome === 'ignored') ? 'ignored' : 'accepted',
    reasons: dropped,
    warnings: all.filter(({ outcome }) => outcome !== 'ignored'),
    items,
  };
}

function isWithin(pointer: string | undefined, itemPointer: string): boolean {
  return pointer !== undefined && (pointer === itemPointer || pointer.startsWith(`${itemPointer}/`));
}

/** Refusals befall all items: no vendor takes a part of a batch. */
export function withRejectedItems(contract: Contract, body: unknown, judgement: Judgement): Judgement {
  const items = itemsOf(contract, body);
  // A body of another shape has no items to speak of.
  if (contract.itemPointer === undefined && body === undefined) return judgement;
  return {
    ...judgement,
    items: items.map(({ pointer }) => ({ pointer, outcome: 'rejected', transformed: [] })),
  };
}
