/** What a client for one monitor is made of: where the monitor is, and what is sent along. */
import { servers } from '@pushspec/contract/guance';
import { type ClientOptions, checkedBaseUrl } from '../options.ts';
import { addressIn } from '../servers.ts';
import { checkedPathText } from './path-text.ts';
import { type MonitorAddress, monitorAddress } from './webhook.ts';

/** A site of Guance or TrueWatch, as the contract names it. */
export type GuanceSite = keyof (typeof servers)['public'];

interface GuanceKey {
  /**
   * The secret of an API key of the monitor's workspace. Sites may require one; one that is sent has to be valid.
   *
   * @default undefined (none is sent)
   * @example apiKey: process.env.GUANCE_API_KEY
   */
  readonly apiKey?: string | undefined;
}

interface GuanceCredentials {
  /**
   * The monitor's `secret`: the part of its webhook address behind `push-events/`.
   *
   * @example secret: process.env.GUANCE_SECRET
   */
  readonly secret: string;
  /**
   * The monitor's `subUri`: all that follows the secret in its webhook address, slashes as they are.
   * Not percent-encoded: the client does that.
   *
   * @default '' (a monitor without one)
   * @example subUri: 'datakit/push'
   */
  readonly subUri?: string | undefined;
  readonly webhook?: undefined;
}

/** Where to send: a site by its name, or an address. */
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
       * Address of a private deployment or of a test server, without the path.
       *
       * @example baseUrl: 'http://127.0.0.1:4010'
       */
      readonly baseUrl: string;
      readonly site?: undefined;
    };

interface GuanceWebhook {
  /**
   * The monitor's webhook address as it is copied from its page, after saving the monitor; every slash counts.
   * It says all of site, `secret` and `subUri`, and is a secret itself.
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

/** @throws TypeError that does not repeat what it was given */
export function addressOf(options: GuanceOptions): MonitorAddress {
  const { baseUrl, secret, subUri } = isCopied(options) ? copied(options) : named(options);
  return {
    baseUrl: checkedBaseUrl(baseUrl),
    secret: checkedPathText('secret', secret),
    subUri: subUri && checkedPathText('subUri', subUri),
  };
}

/** Also where the webhook is missing, as from the environment, and nothing else tells the monitor. */
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
    throw new TypeError('webhook says all of secret, subUri, site and baseUrl: give either it or them');
  }
  return monitorAddress(webhook);
}
