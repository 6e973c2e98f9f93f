/** The credentials of a configuration under the names with which they are called, which tell no secret. */
import type { Config, Vendor } from '@pushspec/contract';

export interface NamedCredential {
  name: string;
  /** What is no secret about it. */
  shown: Readonly<Record<string, string | number | boolean>>;
  secrets: Readonly<Record<string, string>>;
}

export function credentialsOf(config: Config, vendor: Vendor): NamedCredential[] {
  return { blueking: dataIds, cloudmonitor: keys, guance: monitors }[vendor](config);
}

function dataIds({ blueking }: Config): NamedCredential[] {
  return blueking.dataIds.map(({ dataId, accessToken, kind }) => ({
    name: String(dataId),
    shown: { dataId, kind },
    secrets: { accessToken },
  }));
}

function keys({ cloudmonitor }: Config): NamedCredential[] {
  return cloudmonitor.accounts.flatMap(({ id, authorized = true, keys: own }) =>
    own.map(({ accessKeyId, accessKeySecret, securityToken }) => ({
      name: accessKeyId,
      shown: { account: id, accessKeyId, authorized },
      secrets: { accessKeySecret, ...(securityToken !== undefined && { securityToken }) },
    })),
  );
}

/** A monitor without a name is called by its subUri, or by its place where another one has the same. */
function monitors({ guance: { monitors: all, apiKeys, requireApiKey } }: Config): NamedCredential[] {
  const names = all.map(({ name, subUri = '' }) => name ?? subUri);
  return all.map(({ secret, subUri = '', enabled = true }, index) => {
    const name = names[index] as string;
    const isUnique = name !== '' && names.indexOf(name) === names.lastIndexOf(name);
    const apiKey = requireApiKey ? apiKeys[0] : undefined;
    return {
      name: isUnique ? name : `monitor ${index + 1}`,
      shown: { subUri, enabled },
      secrets: { secret, ...(apiKey !== undefined && { apiKey }) },
    };
  });
}
