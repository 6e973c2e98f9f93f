/** Finds the operation that a request addresses. */
import { namedOperation, namedValue, sentParameters } from '@pushspec/contract';
import { type Contract, requestReason } from '../contract/contract.ts';
import { refuse } from '../contract/findings.ts';
import type { Exchange } from './exchange.ts';
import { withMediaType } from './unread-form.ts';
import type { VendorResponse } from './vendor-response.ts';
import type { Evaluation } from './verdict.ts';

/** Characters of a path shown in a message. */
export const SHOWN_PATH = 200;

/** The destination of a request. */
export type Location =
  /** The operation with this id. */
  | { kind: 'operation'; id: string }
  /** The vendor's application, which rejects it with the responses of the operation `id`. @default the first operation */
  | { kind: 'refused'; evaluation: Evaluation; id?: string }
  /** Something that responds before the vendor's application does. */
  | { kind: 'elsewhere'; evaluation: Evaluation; response: VendorResponse };

/** Whether the contract serves this method like the declared one. */
export function methodServed({ operation }: Contract, method: string): boolean {
  const { alsoMethods } = operation;
  return method === operation.method || alsoMethods.includes('*') || alsoMethods.includes(method);
}

/** Returns the operation, or the vendor's rejection of the method. */
export function operationOrMethodRefusal(contract: Contract, { method, path }: Exchange): Location {
  const code = contract.operation.reasons.method;
  if (methodServed(contract, method) || code === undefined)
    return { kind: 'operation', id: contract.operation.id };
  const parameters = {
    method: method.slice(0, 20),
    path: path.slice(0, SHOWN_PATH),
    allowed: contract.operation.method,
  };
  const evaluation = refuse(contract, code, { parameters });
  return { kind: 'refused', evaluation, id: contract.operation.id };
}

/**
 * Finds the operation by its path, and by its action if operations share a path. APIs with path parameters need
 * their own `locate`.
 */
export function locateOperation(contracts: readonly [Contract, ...Contract[]], exchange: Exchange): Location {
  const onPath = contracts.filter(({ operation }) => operation.path === exchange.path);
  const [first] = onPath;
  if (!first) return unknownPath(contracts[0], exchange);
  const { rpc } = first.operation;
  if (!rpc) return operationOrMethodRefusal(first, exchange);
  const sent = sentParameters(exchange);
  const named = namedOperation(
    onPath.map(({ operation }) => operation),
    sent,
  );
  const contract = onPath.find(({ operation }) => operation === named);
  if (contract) return operationOrMethodRefusal(contract, exchange);
  const missing = first.operation.reasons['missing-action'];
  return missing !== undefined && namedValue(rpc, rpc.action, sent) === undefined
    ? { kind: 'refused', evaluation: withMediaType(first, exchange, refuse(first, missing)) }
    : unknownPath(first, exchange);
}

/** Returns the vendor's rejection of a path that it does not serve. */
export function unknownPath(contract: Contract, { method, path }: Exchange): Location {
  const code = requestReason(contract, 'unknown-path');
  const parameters = {
    path: path.slice(0, SHOWN_PATH),
    method: method.slice(0, 20),
    expected: contract.operation.path,
  };
  return { kind: 'refused', evaluation: refuse(contract, code, { parameters }) };
}
