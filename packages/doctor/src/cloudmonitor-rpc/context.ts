/** Reads the facts that the doctor needs from the contract. */
import type { Contract, Operation } from '@pushspec/contract';
import type { RpcContext } from './doctor.ts';

/** Returns the facts of the contract that the doctor needs for an operation. Throws if it is not an RPC operation. */
export function rpcContext(
  { document, operations }: Pick<Contract, 'document' | 'operations'>,
  { id, rpc, signingSchemes: schemes }: Operation,
): RpcContext {
  if (!rpc || !schemes) throw new Error(`the contract does not say how ${id} is signed`);
  const { servers } = document as unknown as { servers?: readonly { url: string }[] };
  return {
    rpc,
    schemes,
    operations: operations.flatMap((operation) => operation.rpc ?? []),
    servers: (servers ?? []).map(({ url }) => url),
  };
}
