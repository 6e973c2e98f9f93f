/** Examines the signatures of captured requests to CloudMonitor, for both of its APIs. */
import { type Config, developmentConfig } from '@pushspec/contract';
import {
  examineCloudMonitor,
  examineCloudMonitorRpc,
  readRawRequest,
  rpcKeyIdOf,
  type SigningKey,
  signingKeys,
} from '@pushspec/doctor';
import type { Capture, Doctor } from './api.ts';

export const cloudMonitorDoctor: Doctor = {
  examine({ bytes, config, env, profile, nowMs }: Capture) {
    const request = readRawRequest(bytes);
    const named = /([^\s:]+):[^:]*$/.exec(request.headers.authorization ?? '')?.[1];
    return examineCloudMonitor({ request, keys: keysOf(named, config, env), profile, nowMs });
  },
};

export const cloudMonitorRpcDoctor: Doctor = {
  examine({ bytes, config, env, profile, nowMs }: Capture) {
    const request = readRawRequest(bytes);
    const keys = keysOf(rpcKeyIdOf(request, profile), config, env);
    return examineCloudMonitorRpc({ request, keys, profile, nowMs });
  },
};

/** Returns the key of the environment, then the keys of the file. @param named - the id in the request */
function keysOf(
  named: string | undefined,
  config: Config | undefined,
  {
    ALIBABA_CLOUD_ACCESS_KEY_ID: id,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret,
    ALIBABA_CLOUD_SECURITY_TOKEN: securityToken,
  }: Capture['env'],
): SigningKey[] {
  const known = config ? signingKeys(config) : accessKeySecret ? [] : signingKeys(developmentConfig);
  if (!accessKeySecret) return known;
  const accessKeyId = id ?? (named === accessKeySecret ? undefined : named) ?? 'unknown';
  const key = { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) };
  return [key, ...known.filter((other) => other.accessKeyId !== key.accessKeyId)];
}
