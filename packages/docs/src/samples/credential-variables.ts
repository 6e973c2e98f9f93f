/** Names of the environment variables that hold credentials: those that `pushspec send` reads. */
import type { Vendor } from '@pushspec/contract';

/** Takes the place of the contract's first server. */
export const URL_VARIABLE = 'PUSHSPEC_URL';

export const KEY_ID_VARIABLE = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
export const KEY_SECRET_VARIABLE = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';

/**
 * Of a credential that has a name in the contract.
 *
 * @example credentialVariable('guance', 'subUri') // 'PUSHSPEC_GUANCE_SUB_URI'
 */
export function credentialVariable(vendor: Vendor, name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1_$2');
  return `PUSHSPEC_${vendor}_${words}`.toUpperCase();
}
