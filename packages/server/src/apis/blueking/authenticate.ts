/** Checks that the token belongs to the data id. */
import { type DataId, type JsonObject, safeEqual, sourcesAt } from '@pushspec/contract';
import type { ReasonCode as BluekingCode } from '@pushspec/contract/blueking';
import { masked } from '@pushspec/contract/masking';
import type { Contract } from '../../contract/contract.ts';
import { refuse } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import type { Evaluation } from '../../pipeline/verdict.ts';
import { mistakeFinding } from '../mistake.ts';
import { tokenMistake } from './doctor.ts';

/** Number of properties whose names the doctor looks at. */
const MAX_NAMES = 100;

/** The data id that a request reports to. */
export type BluekingCaller = DataId;

/** Returns the check that finds the data id and compares its token. */
export function authenticateStep(contract: Contract, dataIds: readonly DataId[]) {
  return (exchange: Exchange<BluekingCaller>): Evaluation | undefined => {
    const { data_id: dataId, access_token: token } = exchange.body as JsonObject;
    const given = { dataId: Number(dataId ?? 0), accessToken: String(token ?? '') };
    if (given.dataId === 0 && given.accessToken === '')
      return refuse(contract, 'empty-token' satisfies BluekingCode);
    const caller = dataIds.find(
      (entry) => entry.dataId === given.dataId && safeEqual(entry.accessToken, given.accessToken),
    );
    if (caller) {
      exchange.caller = caller;
      return undefined;
    }
    const refusal = refuse(contract, 'invalid-token' satisfies BluekingCode, {
      pointer: '/access_token',
      parameters: { ...given, dataId: shownDataId(given.dataId, exchange, contract) },
      masked: { accessToken: given.accessToken === '' ? '' : masked(given.accessToken) },
    });
    const mistake = tokenMistake(dataIds, {
      ...{ accessToken: given.accessToken, headers: exchange.headers },
      dataId: dataId === undefined || dataId === null ? undefined : given.dataId,
      names: Object.keys(exchange.body as JsonObject).slice(0, MAX_NAMES),
    });
    const reason = 'token-diagnosis' satisfies BluekingCode;
    return mistake ? { ...refusal, warnings: [mistakeFinding(contract, reason, mistake)] } : refusal;
  };
}

/** Returns the data id as the caller wrote it. The vendor reads 64 bits, of which JavaScript rounds the last ones. */
function shownDataId(dataId: number, { bytes }: Exchange, { operation }: Contract): string {
  if (Number.isSafeInteger(dataId)) return String(dataId);
  return sourcesAt(bytes, new Set(['/data_id']), operation.leniency).get('/data_id') ?? String(dataId);
}
