/** The APIs whose requests have JSON as their body. The others send parameters, which tests of bodies in JSON do not fit. */
import { type ApiName, apiNames, loadBundle, readContract } from '@pushspec/contract';

export type JsonApi = Exclude<ApiName, 'cloudmonitor-rpc'>;

/** Whether the requests of an API have JSON as their body. */
export function isJsonApi(api: ApiName): api is JsonApi {
  const { operations } = readContract(loadBundle(api, 'documented'), { api, profile: 'documented' });
  return operations.every(({ rpc }) => rpc === undefined);
}

export const jsonApis: readonly JsonApi[] = apiNames.filter(isJsonApi);
