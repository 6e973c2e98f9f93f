/** Where a request leads among a vendor's paths. */

import { type Contract, requestReason } from '../contract/contract.ts';
import { refuse } from '../contract/findings.ts';
import type { Answer } from './answer.ts';
import type { Exchange } from './exchange.ts';
import type { Judgement } from './verdict.ts';

/** Characters of a path that a message repeats. */
export const SHOWN_PATH = 200;

export type Location =
  /** To the operation. */
  | { kind: 'operation' }
  /** To the vendor's application, which refuses it. */
  | { kind: 'refused'; judgement: Judgement }
  /** To something that answers before the vendor's application does. */
  | { kind: 'elsewhere'; judgement: Judgement; answer: Answer };

/** Whether the contract serves this method like the declared one. */
export function methodServed({ operation }: Contract, method: string): boolean {
  const { alsoMethods } = operation;
  return method === operation.method || alsoMethods.includes('*') || alsoMethods.includes(method);
}

/** The operation, or the vendor's refusal of the method. */
export function operationOrMethodRefusal(contract: Contract, { method, path }: Exchange): Location {
  const code = contract.operation.reasons.method;
  if (methodServed(contract, method) || code === undefined) return { kind: 'operation' };
  const parameters = {
    method: method.slice(0, 20),
    path: path.slice(0, SHOWN_PATH),
    allowed: contract.operation.method,
  };
  return { kind: 'refused', judgement: refuse(contract, code, { parameters }) };
}

/** The vendor's refusal of a path that it does not serve. */
export function unknownPath(contract: Contract, { method, path }: Exchange): Location {
  const code = requestReason(contract, 'unknown-path');
  const parameters = {
    path: path.slice(0, SHOWN_PATH),
    method: method.slice(0, 20),
    expected: contract.operation.path,
  };
  return { kind: 'refused', judgement: refuse(contract, code, { parameters }) };
}
