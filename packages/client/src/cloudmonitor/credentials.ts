/** A key, and a function that returns one. */
import { checkedHeaderValue, checkedString } from '../options.ts';

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
   * @default undefined (a permanent key)
   * @example securityToken: process.env.ALIBABA_CLOUD_SECURITY_TOKEN
   */
  readonly securityToken?: string | undefined;
}

/** A key that may expire. */
export interface ExpiringCredentials extends CloudMonitorCredentials {
  /**
   * When the key expires: a `Date`, milliseconds since 1970, or the string in the response of STS. The function
   * that returned it is called again five minutes before.
   *
   * @default undefined (the function is called before each request)
   * @example expiration: '2026-11-21T09:30:00Z'
   */
  readonly expiration?: Date | number | string | undefined;
}

/**
 * Returns the key of a request. Requests that need a new key at the same time share one call.
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

/** Returns a copy of a key. @throws TypeError that does not repeat the key */
export function checkedCredentials(credentials: CloudMonitorCredentials): CloudMonitorCredentials {
  if (typeof credentials !== 'object' || credentials === null) {
    throw new TypeError('`credentials` must be an object with `accessKeyId` and `accessKeySecret`');
  }
  const { securityToken } = credentials;
  return {
    accessKeyId: checkedHeaderValue('credentials.accessKeyId', credentials.accessKeyId),
    accessKeySecret: checkedString('credentials.accessKeySecret', credentials.accessKeySecret),
    securityToken: securityToken && checkedHeaderValue('credentials.securityToken', securityToken),
  };
}

/** Returns the expiration in milliseconds since 1970; `undefined` if the key has none. @throws TypeError */
export function expirationOf({ expiration }: ExpiringCredentials): number | undefined {
  if (expiration === undefined || expiration === null) return undefined;
  const time = new Date(expiration).getTime();
  if (!Number.isNaN(time)) return time;
  throw new TypeError(
    '`credentials.expiration` must be a Date, a number of milliseconds or a string such as 2026-11-21T09:30:00Z',
  );
}
