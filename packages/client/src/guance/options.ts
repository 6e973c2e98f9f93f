/** Options of a client for one monitor: its address and its credentials. */
import { limits, servers } from '@pushspec/contract/guance';
import { type ClientOptions, checkedBaseUrl, checkedString } from '../options.ts';
import { addressIn } from '../servers.ts';
import { type MonitorAddress, monitorAddress } from './webhook.ts';

/** A site of Guance or TrueWatch, as the contract names it. */
export type GuanceSite = keyof (typeof servers)['public'];

interface GuanceKey {
  /**
   * The secret of an API key of the monitor's workspace. Some sites require one. If it is sent, it must be valid.
   *
   * @default undefined (none is sent)
   * @example apiKey: process.env.GUANCE_API_KEY
   */
  readonly apiKey?: string | undefined;
}

interface GuanceCredentials {
  /**
   * The monitor's `secret`: the part of its webhook address after `push-events/`.
   *
   * @example secret: process.env.GUANCE_SECRET
   */
  readonly secret: string;
  /**
   * The monitor's `subUri`: everything after the secret in its webhook address, including slashes. The client
   * percent-encodes it.
   *
   * @default '' (a monitor without one)
   * @example subUri: 'datakit/push'
   */
  readonly subUri?: string | undefined;
  readonly webhook?: undefined;
}

/** A site by its name, or an address. */
type GuanceTarget =
  | {
      /**
       * The site of the workspace.
       *
       * @example site: 'Guance CN1'
       */
      readonly site: GuanceSite;
      readonly baseUrl?: undefined;
    }
  | {
      /**
       * Address of a private deployment or of a test server, without the path of the API.
       *
       * @example baseUrl: 'http://127.0.0.1:4010'
       */
      readonly baseUrl: string;
      readonly site?: undefined;
    };

interface GuanceWebhook {
  /**
   * The monitor's webhook address, copied from its page after saving the monitor. Every slash counts. It contains the
   * site, `secret` and `subUri`, and is a secret itself.
   *
   * @example webhook: process.env.GUANCE_WEBHOOK
   */
  readonly webhook: string;
  readonly secret?: undefined;
  readonly subUri?: undefined;
  readonly site?: undefined;
  readonly baseUrl?: undefined;
}

export type GuanceOptions = ClientOptions & GuanceKey & ((GuanceCredentials & GuanceTarget) | GuanceWebhook);

/** Returns the address of the monitor. @throws TypeError that does not repeat the options */
export function addressOf(options: GuanceOptions): MonitorAddress {
  const { baseUrl, secret, subUri } = isCopied(options) ? copied(options) : named(options);
  return {
    baseUrl: checkedBaseUrl(baseUrl, limits.pushEvent.path),
    secret: checkedPathText('secret', secret),
    subUri: subUri && checkedPathText('subUri', subUri),
  };
}

/** Also true if the webhook is `undefined`, as from a missing variable, and there is no `secret`. */
function isCopied(options: GuanceOptions): options is ClientOptions & GuanceKey & GuanceWebhook {
  return 'webhook' in options && (options.webhook !== undefined || options.secret === undefined);
}

function named(options: GuanceCredentials & GuanceTarget): MonitorAddress {
  const { site, secret, subUri } = options;
  const baseUrl = addressIn(servers.public, { option: 'site', value: site, baseUrl: options.baseUrl });
  return { baseUrl, secret, subUri: subUri || undefined };
}

function copied({ webhook, ...others }: GuanceWebhook): MonitorAddress {
  const { secret, subUri, site, baseUrl } = others;
  if ([secret, subUri, site, baseUrl].some((value) => value !== undefined)) {
    throw new TypeError(
      '`webhook` contains `secret`, `subUri`, `site` and `baseUrl`: pass either it or them',
    );
  }
  return monitorAddress(webhook);
}

/**
 * Checks a string that becomes a part of the path. A URL parser removes the parts `.` and `..`, even if they are encoded,
 * and half of a character cannot be encoded.
 */
function checkedPathText(name: string, value: string): string {
  const parts = checkedString(name, value).split('/');
  if (!value.isWellFormed() || parts.includes('.') || parts.includes('..')) {
    throw new TypeError(`\`${name}\` must be the part of the webhook address, unchanged`);
  }
  return value;
}
