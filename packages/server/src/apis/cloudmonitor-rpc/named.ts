/** Finds the key that a request names, valid or not. */
import { namedKeyId } from '@pushspec/doctor/cloudmonitor-rpc';
import type { Contract } from '../../contract/contract.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import { gatewayOf } from './authenticate.ts';

/** Returns the id of the key in the `Authorization` header or the parameters, or nothing. */
export function namedKey(
  contract: Contract,
  exchange: Pick<Exchange, 'target' | 'headers' | 'bytes'>,
): string[] {
  const { acs3, rpcV1, rpc } = gatewayOf(contract);
  const id = namedKeyId({ acs3, rpcV1 }, rpc, exchange);
  return id ? [id] : [];
}
