/** What becomes of a request: the judgement while its sender waits, the single items when somebody asks. */
import type { Json } from '@pushspec/contract';
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
  warnings = [],
  facts,
}: InterpretationOptions): Judgement {
  const findings = advice.flatMap(({ code, pointer, parameters }) =>
    code === undefined ? [] : [finding(contract, code, { pointer, parameters })],
  );
  const all = [...findings, ...warnings];
  const reasons = all.filter(({ outcome }) => outcome === 'ignored');
  const isDropped =
    reasons.length > 0 &&
    itemsOf(contract, body).every(({ pointer }) => isDroppedAt(contract, reasons, pointer));
  return {
    outcome: isDropped ? 'ignored' : 'accepted',
    reasons,
    warnings: all.filter(({ outcome }) => outcome !== 'ignored'),
    ...(facts !== undefined && { facts }),
  };
}

export interface Item {
  /** JSON pointer into the body. */
  pointer: string;
  value: unknown;
}

/** What became of every item. A refusal befalls all of them: no vendor takes a part of a batch. */
export function itemVerdicts(
  contract: Contract,
  { body, verdict }: { body: unknown; verdict: RecordedVerdict },
  transformed: (item: Item) => Finding[],
): ItemVerdict[] {
  if (body === undefined) return [];
  return itemsOf(contract, body).map((item) => {
    const { pointer } = item;
    if (verdict.outcome === 'rejected') return { pointer, outcome: 'rejected', transformed: [] };
    if (isDroppedAt(contract, verdict.reasons, pointer))
      return { pointer, outcome: 'ignored', transformed: [] };
    const changes = transformed(item);
    return { pointer, outcome: changes.length > 0 ? 'transformed' : 'accepted', transformed: changes };
  });
}

function isDroppedAt(contract: Contract, reasons: readonly Finding[], itemPointer: string): boolean {
  return reasons.some(
    ({ code, pointer = '/' }) =>
      contract.reasons[code]?.wholeRequest === true ||
      pointer === itemPointer ||
      pointer.startsWith(`${itemPointer}/`),
  );
}
