/** Decodes the parameters of an RPC request into the body that they represent. */
import {
  bodyOfParameters,
  type Json,
  type Operation,
  type ParameterRules,
  type Rpc,
  reasonOfFault,
  sentParameters,
} from '@pushspec/contract';
import { bodyLimit, type Contract, requestReason } from '../../contract/contract.ts';
import { refuse } from '../../contract/findings.ts';
import type { StoredRequest } from '../../store/store.ts';
import type { Exchange } from '../exchange.ts';
import type { Evaluation } from '../verdict.ts';

/**
 * Returns the step that decodes into `exchange.body`. Run it after the signature check, which needs the request as sent.
 * `apart` lists parameters that are not part of the body, besides those that the contract lists as common. Throws if the
 * contract does not describe the operation as RPC.
 */
export function parametersStep(contract: Contract, apart?: ReadonlySet<string>) {
  const rpc = rpcOf(contract);
  const rules = rulesOf(contract.operation, apart);
  const limit = bodyLimit(contract);
  const tooLarge = limit?.reason ?? requestReason(contract, 'other');
  return (exchange: Exchange): Evaluation | undefined => {
    const decoded = bodyOfParameters(rpc, sentParameters(exchange), rules);
    const { valueBytes } = decoded;
    if (limit?.of === 'values' && valueBytes > limit.value)
      return refuse(contract, tooLarge, { parameters: { limit: limit.value, size: valueBytes } });
    if ('fault' in decoded) {
      const { code, parameters } = reasonOfFault(contract.operation, decoded.fault);
      return refuse(contract, code, { parameters });
    }
    exchange.body = decoded.body;
    return undefined;
  };
}

/** Returns the function that reads the body of a recorded request in the same way. */
export function parametersReader(contract: Contract, apart?: ReadonlySet<string>) {
  const rpc = rpcOf(contract);
  const rules = rulesOf(contract.operation, apart);
  return ({ target, headers, body }: StoredRequest): Json | undefined => {
    const decoded = bodyOfParameters(rpc, sentParameters({ target, headers, bytes: body }), rules);
    return 'body' in decoded ? decoded.body : undefined;
  };
}

function rulesOf({ limits }: Operation, apart: ReadonlySet<string> | undefined): ParameterRules {
  return { maxDepth: limits.depth.value, ...(apart && { apart }) };
}

function rpcOf({ api, operation }: Contract): Rpc {
  if (operation.rpc) return operation.rpc;
  throw new Error(`the contract of ${api} does not say how ${operation.id} sends its parameters`);
}
