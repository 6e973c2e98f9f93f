/** Checks the API key. It is optional, but one that is sent must be valid. */
import { type Config, isObject, type JsonObject, safeEqual } from '@pushspec/contract';
import type { ReasonCode as GuanceCode } from '@pushspec/contract/guance';
import type { Contract } from '../../contract/contract.ts';
import { refuse } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import type { Evaluation } from '../../pipeline/verdict.ts';

/** The API key of a request, if it has one. */
export interface GuanceCaller {
  apiKey: string | undefined;
}

/** Returns the check of the API key. */
export function authenticateStep(contract: Contract, { apiKeys, requireApiKey }: Config['guance']) {
  const header = apiKeyHeader(contract);
  return (exchange: Exchange<GuanceCaller>): Evaluation | undefined => {
    const apiKey = exchange.headers[header];
    if (apiKey === undefined && requireApiKey)
      return refuse(contract, 'api-key-missing' satisfies GuanceCode);
    // A workspace without API keys has nothing to compare with.
    if (apiKey !== undefined && apiKeys.length > 0 && !apiKeys.some((key) => safeEqual(key, apiKey))) {
      return refuse(contract, 'invalid-api-key' satisfies GuanceCode);
    }
    exchange.caller = { apiKey };
    return undefined;
  };
}

/** Returns the lowercase name of the API key's header, from the contract's security scheme. */
export function apiKeyHeader({ document }: Contract): string {
  const schemes = Object.values((document.components.securitySchemes ?? {}) as JsonObject);
  const scheme = schemes.find((candidate) => isObject(candidate) && candidate.type === 'apiKey');
  if (!isObject(scheme)) throw new Error('the contract of Guance has no API key');
  return String(scheme.name).toLowerCase();
}
