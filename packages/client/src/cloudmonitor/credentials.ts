/** A key, and a function that gives one. */
import { checkedHeaderText, checkedText } from '../options.ts';

export interface CloudMonitorCredentials {
  /**
   * Id of the AccessKey.
   *
   * @example accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID
   */
  readonly accessKeyId: string;
  /**
   * Secret of the AccessKey. It signs and is never sent.
   *
   * @example accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET
   */
  readonly accessKeySecret: string;
  /**
   * Security token of a temporary (STS) key.
   *
   * @default undefined (a lasting key)
   * @example securityToken: process.env.ALIBABA_CLOUD_SECURITY_TOKEN
   */
  readonly securityToken?: string | undefined;
}

/** A key that may end. */
export interface ExpiringCredentials extends CloudMonitorCredentials {
  /**
   * When the key ends: a `Date`, milliseconds since 1970, or the text that STS answers. The function that has given it
   * is asked again five minutes before.
   *
   * @default undefined (the function is asked before each request)
   * @example expiration: '2026-11-21T09:30:00Z'
   */
  readonly expiration?: Date | number | string | undefined;
}

/**
 * Gives the key of a request. Requests that need a new key at the same time wait for one and the same call.
 *
 * @example
 * async () => {
 *   const { Credentials } = await assumeRole();
 *   return {
 *     accessKeyId: Credentials.AccessKeyId,
 *     accessKeySecret: Credentials.AccessKeySecret,
 *     securityToken: Credentials.SecurityToken,
 *     expiration: Credentials.Expiration,
 *   };
 * }
 */
export type CredentialsFunction = () => ExpiringCredentials | Promise<ExpiringCredentials>;

/** @throws TypeError that repeats nothing of it */
export function checkedCredentials(credentials: CloudMonitorCredentials): CloudMonitorCredentials {
  if (typeof credentials !== 'object' || credentials === null) {
    throw new TypeError('credentials must be an object with accessKeyId and accessKeySecret');
  }
  const { securityToken } = credentials;
  return {
    accessKeyId: checkedHeaderText('credentials.accessKeyId', credentials.accessKeyId),
    accessKeySecret: checkedText('credentials.accessKeySecret', credentials.accessKeySecret),
    securityToken: securityToken && checkedHeaderText('credentials.securityToken', securityToken),
  };
}

/** In milliseconds since 1970. */
export function expirationOf({ expiration }: ExpiringCredentials): number | undefined {
  if (expiration === undefined || expiration === null) return undefined;
  const time = new Date(expiration).getTime();
  if (!Number.isNaN(time)) return time;
  throw new TypeError(
    'credentials.expiration must be a Date, a number of milliseconds or a text such as 2026-11-21T09:30:00Z',
  );
}
