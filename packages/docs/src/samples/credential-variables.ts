/** Names of the environment variables with credentials. `pushspec send` reads the same variables. */
import type { ApiName } from '@pushspec/contract';

/** The variable that overrides the server of a sample. */
export const URL_VARIABLE = 'PUSHSPEC_URL';

/** The variables of an Alibaba Cloud access key. */
export const KEY_ID_VARIABLE = 'ALIBABA_CLOUD_ACCESS_KEY_ID';
export const KEY_SECRET_VARIABLE = 'ALIBABA_CLOUD_ACCESS_KEY_SECRET';

/**
 * Returns the variable for a credential in the contract.
 *
 * @example credentialVariable('guance', 'subUri') // 'PUSHSPEC_GUANCE_SUB_URI'
 */
export function credentialVariable(api: ApiName, name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1_$2');
  return `PUSHSPEC_${api}_${words}`.toUpperCase();
}
