/** Finds the data id of a request that needs no token, because a receiver has a single target. */
import { type DataId, isObject, type Json } from '@pushspec/contract';
import type { ReasonCode as BluekingCode } from '@pushspec/contract/blueking';
import type { Contract } from '../../contract/contract.ts';
import { refuseAs } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import type { Evaluation } from '../../pipeline/verdict.ts';
import type { BluekingCaller } from './authenticate.ts';

/**
 * Returns the check that a request reports to the only data id of the configuration. A request without a data id does. The
 * credentials of the request are replaced, so that the schema finds valid ones.
 */
export function targetStep(contract: Contract, [target]: readonly DataId[]) {
  if (!target) throw new Error('a receiver needs a data id in its configuration');
  return (exchange: Exchange<BluekingCaller>): Evaluation | undefined => {
    const body: Json = exchange.body ?? null;
    const { data_id: given = 0 } = isObject(body) ? body : {};
    const { dataId, accessToken } = target;
    if (given !== null && given !== 0 && given !== dataId) {
      const message = `this relay sends to data id ${dataId} only: use that one, or start another relay for ${given}`;
      return refuseAs(contract, 'invalid-token' satisfies BluekingCode, { message, pointer: '/data_id' });
    }
    exchange.caller = target;
    if (isObject(body)) exchange.body = { ...body, data_id: dataId, access_token: accessToken };
    return undefined;
  };
}
