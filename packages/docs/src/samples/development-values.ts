/** Provides the development credentials as values of the variables that samples read. */
import { type ApiName, developmentConfig, isObject, type Json } from '@pushspec/contract';
import { credentialVariable, KEY_ID_VARIABLE, KEY_SECRET_VARIABLE } from './credential-variables.ts';

/** Returns the values for an example. The data ID and its token are those in the example. */
export function developmentValues(api: ApiName, body: Json): Record<string, string> {
  const values = Object.entries(VALUES[api]?.(body) ?? {});
  return Object.fromEntries(values.map(([name, value]) => [name, String(value)]));
}

type Values = Record<string, string | number | undefined>;

/** The samples of any other API read all values from the environment. */
const VALUES: Readonly<Partial<Record<ApiName, (body: Json) => Values>>> = {
  blueking: (body) => {
    const dataId = developmentConfig.blueking.dataIds.find(
      (each) => isObject(body) && each.dataId === body.data_id,
    );
    return {
      [credentialVariable('blueking', 'data_id')]: dataId?.dataId,
      [credentialVariable('blueking', 'access_token')]: dataId?.accessToken,
    };
  },
  cloudmonitor: keyValues,
  'cloudmonitor-rpc': keyValues,
  guance: () => {
    const monitor = developmentConfig.guance.monitors[0];
    return {
      [credentialVariable('guance', 'secret')]: monitor?.secret,
      [credentialVariable('guance', 'subUri')]: monitor?.subUri,
    };
  },
};

/** The values of the key that both APIs of CloudMonitor share. */
function keyValues(): Values {
  const key = developmentConfig.cloudmonitor.accounts[0]?.keys[0];
  return { [KEY_ID_VARIABLE]: key?.accessKeyId, [KEY_SECRET_VARIABLE]: key?.accessKeySecret };
}
