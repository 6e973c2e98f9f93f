/** CloudMonitor's part of a configuration: the access keys of its accounts. */
import type { AccessKey, Config } from '@pushspec/contract';
import type { NamedCredential } from '../vendor.ts';

export function accessKeys({ cloudmonitor }: Config): AccessKey[] {
  return cloudmonitor.accounts.flatMap(({ keys }) => keys);
}

export function secrets(config: Config): string[] {
  return accessKeys(config).flatMap(({ accessKeySecret, securityToken }) =>
    securityToken === undefined ? [accessKeySecret] : [accessKeySecret, securityToken],
  );
}

export function keyIds(config: Config): string[] {
  return accessKeys(config).map(({ accessKeyId }) => accessKeyId);
}

export function credentials({ cloudmonitor }: Config): NamedCredential[] {
  return cloudmonitor.accounts.flatMap(({ id, authorized = true, keys }) =>
    keys.map(({ accessKeyId, accessKeySecret, securityToken }) => ({
      name: accessKeyId,
      shown: { account: id, accessKeyId, authorized },
      secrets: { accessKeySecret, ...(securityToken !== undefined && { securityToken }) },
    })),
  );
}
