/** Swaps a reason with the next one of the same kind. */
import type { Contract } from '@pushspec/conformance';
import { isObject, type Json } from '@pushspec/contract';
import { below, type Mutation, replaced } from './mutation.ts';

/** Returns the next reason with the same outcome, and also with or without a status like this one. */
export function otherReason({ reasons }: Contract, code: string): string | undefined {
  const reason = reasons[code];
  if (!reason) return undefined;
  const alike = Object.keys(reasons).filter((other) => {
    const { outcome, status } = reasons[other] ?? {};
    return outcome === reason.outcome && (status === undefined) === (reason.status === undefined);
  });
  const other = alike[(alike.indexOf(code) + 1) % alike.length];
  return other === code ? undefined : other;
}

/** Replaces the codes in an `x-reason`: the code itself, or each entry of its map. */
export function reasonSwaps(contract: Contract, pointer: string, node: Json | undefined): Mutation[] {
  if (typeof node === 'string') {
    const other = otherReason(contract, node);
    if (other === undefined) return [];
    const change = { kind: 'reason changed', what: `becomes ${other}`, codes: [node, other] } as const;
    return [replaced(pointer, other, change)];
  }
  if (!isObject(node)) return [];
  return Object.entries(node).flatMap(([name, code]) => reasonSwaps(contract, below(pointer, name), code));
}
