/** Masking: what identifies a secret without telling it. Every surface that shows a request goes through here. */
import type { Config } from '@pushspec/contract';

/** The end of a secret is enough to tell two of them apart. */
const SHOWN_END = 4;

/** A secret as a record may show it. */
export function masked(secret: string): string {
  return secret.length > 2 * SHOWN_END ? `…${secret.slice(-SHOWN_END)}` : '…';
}

/** Replaces every secret of the configuration, and whatever stands where a secret belongs, in a text. */
export type Mask = (text: string) => string;

const PLACES: readonly RegExp[] = [
  // A token in a body, whether the server knows it or not.
  /("(?:access_token|accessKeySecret|securityToken)"\s*:\s*")((?:[^"\\]|\\.)+)(")/gi,
  // The signature of a request can be sent again while its Date is fresh.
  /(^[^:\s]+:)([0-9A-Za-z+/=]{20,})($)/g,
];

export function createMask(config: Config): Mask {
  const secrets = [
    ...config.blueking.dataIds.map((entry) => entry.accessToken),
    ...config.cloudmonitor.accounts.flatMap(({ keys }) =>
      keys.flatMap((key) => [
        key.accessKeySecret,
        ...(key.securityToken === undefined ? [] : [key.securityToken]),
      ]),
    ),
    ...config.guance.apiKeys,
    ...config.guance.monitors.map((monitor) => monitor.secret),
  ].sort((a, b) => b.length - a.length);
  return (text) => {
    let result = text;
    for (const secret of secrets) result = result.replaceAll(secret, masked(secret));
    for (const place of PLACES) {
      result = result.replace(
        place,
        (_, before: string, secret: string, after: string) => before + masked(secret) + after,
      );
    }
    return result;
  };
}
