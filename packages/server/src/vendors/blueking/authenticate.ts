/** Authenticate: the token has to belong to the data id. */
import { type DataId, isObject, type JsonObject, sameText, schemaRules, valueAt } from '@pushspec/contract';
import type { ReasonCode as BluekingCode } from '@pushspec/contract/blueking';
import { masked } from '@pushspec/contract/masking';
import type { Contract } from '../../contract/contract.ts';
import { refuse } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import type { Judgement } from '../../pipeline/verdict.ts';
import { mistakeFinding } from '../mistake.ts';
import { tokenMistake } from './doctor.ts';

/** The registration that a request reports to. */
export type BluekingCaller = DataId;

export function authenticateStep(contract: Contract, dataIds: readonly DataId[]) {
  const bits = comparedBits(contract);
  return (exchange: Exchange<BluekingCaller>): Judgement | undefined => {
    const { data_id: dataId, access_token: token } = exchange.body as JsonObject;
    const given = { dataId: Number(dataId ?? 0), accessToken: String(token ?? '') };
    if (given.dataId === 0 && given.accessToken === '')
      return refuse(contract, 'empty-token' satisfies BluekingCode);
    const compared = bits === undefined ? given.dataId : Number(BigInt.asIntN(bits, BigInt(given.dataId)));
    const caller = dataIds.find(
      (entry) => entry.dataId === compared && sameText(entry.accessToken, given.accessToken),
    );
    if (caller) {
      exchange.caller = caller;
      return undefined;
    }
    const refusal = refuse(contract, 'invalid-token' satisfies BluekingCode, {
      pointer: '/access_token',
      parameters: given,
      masked: { accessToken: given.accessToken === '' ? '' : masked(given.accessToken) },
    });
    const mistake = tokenMistake(dataIds, { ...given, headers: exchange.headers });
    const reason = 'token-diagnosis' satisfies BluekingCode;
    return mistake ? { ...refusal, warnings: [mistakeFinding(contract, reason, mistake)] } : refusal;
  };
}

/** How many bits of the data id are compared; undefined: all. */
function comparedBits({ document, operation }: Contract): number | undefined {
  const dataId = valueAt(document, `${operation.body.decode}/properties/data_id`);
  return isObject(dataId) ? schemaRules(dataId).comparedBits : undefined;
}
