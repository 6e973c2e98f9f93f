/** Authenticate: an API key is optional, but one that is sent has to be right. */
import { type Config, isObject, type JsonObject, sameText } from '@pushspec/contract';
import type { ReasonCode as GuanceCode } from '@pushspec/contract/guance';
import type { Contract } from '../../contract/contract.ts';
import { refuse } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import type { Judgement } from '../../pipeline/verdict.ts';

export interface GuanceCaller {
  apiKey: string | undefined;
}

export function authenticateStep(contract: Contract, { apiKeys, requireApiKey }: Config['guance']) {
  const header = apiKeyHeader(contract);
  return (exchange: Exchange<GuanceCaller>): Judgement | undefined => {
    const apiKey = exchange.headers[header];
    if (apiKey === undefined && requireApiKey)
      return refuse(contract, 'api-key-missing' satisfies GuanceCode);
    // Without any key of its own the workspace has nothing to compare a key with.
    if (apiKey !== undefined && apiKeys.length > 0 && !apiKeys.some((key) => sameText(key, apiKey))) {
      return refuse(contract, 'invalid-api-key' satisfies GuanceCode);
    }
    exchange.caller = { apiKey };
    return undefined;
  };
}

/** Name of the API key's header, in lower case, from the contract's security scheme. */
export function apiKeyHeader({ document }: Contract): string {
  const schemes = Object.values((document.components.securitySchemes ?? {}) as JsonObject);
  const scheme = schemes.find((candidate) => isObject(candidate) && candidate.type === 'apiKey');
  if (!isObject(scheme)) throw new Error('the contract of Guance has no API key');
  return String(scheme.name).toLowerCase();
}
