/** The client for custom events to Alibaba Cloud CloudMonitor. */
import {
  acceptances,
  type components,
  limits,
  type paths,
  servers,
  type WireReasonCode,
} from '@pushspec/contract/cloudmonitor';
import { withChannel } from '../channel.ts';
import { type Evaluation, isAccepted, isObject, listOf, type PushResult } from '../contract.ts';
import type { FilledPaths } from '../openapi.ts';
import { type ClientOptions, checkedBaseUrl, checkedHeaderValue, type SendOptions } from '../options.ts';
import { createSender, type Refusal, type Sender } from '../sender.ts';
import { addressIn } from '../servers.ts';
import type { CloudMonitorCredentials, CredentialsFunction } from './credentials.ts';
import type { CustomEvent } from './custom-event.ts';
import { keyRing } from './key-ring.ts';
import { localAddress } from './local-address.ts';
import { signing } from './signing.ts';
import { createSigningClock } from './signing-clock.ts';

type Schemas = components['schemas'];

/** A region with a public address. */
export type PublicRegion = keyof (typeof servers)['public'];
/** A region with an address inside its VPCs. */
export type VpcRegion = keyof (typeof servers)['vpc'];

/** A region by its name, or an address. */
type CloudMonitorTarget =
  | {
      /**
       * Region whose public address is used, over HTTPS. It is the only option outside of a VPC.
       *
       * @example region: 'cn-hangzhou'
       */
      readonly region: PublicRegion;
      /**
       * `vpc` uses the address inside the VPCs of the region, over plain HTTP.
       *
       * @default 'public'
       */
      readonly network?: 'public' | undefined;
      readonly baseUrl?: undefined;
    }
  | { readonly region: VpcRegion; readonly network: 'vpc'; readonly baseUrl?: undefined }
  | {
      /**
       * Address of another region or of a test server, without the path of the API.
       *
       * @example baseUrl: 'http://127.0.0.1:4010'
       */
      readonly baseUrl: string;
      readonly region?: undefined;
      readonly network?: undefined;
    };

interface CloudMonitorSigning {
  /**
   * The key that signs the requests. Its user needs the permission to report custom events. A function is called
   * before the first request, and again five minutes before the `expiration` that it returned. If it fails then,
   * its last key is used until it expires. The time of the call counts towards `timeoutMs`.
   *
   * @example credentials: { accessKeyId, accessKeySecret }
   * @example credentials: fromEnvironment()
   * @example credentials: () => credential.getCredential() // of `@alicloud/credentials`
   */
  readonly credentials: CloudMonitorCredentials | CredentialsFunction;
  /**
   * Address of the reporting machine, for information only.
   *
   * @default the first IPv4 address of this machine that is not internal, or 'N/A'
   * @example ip: '10.0.0.7'
   */
  readonly ip?: string | undefined;
  /**
   * The clock, in milliseconds since 1970. Each request is signed with its time. If the service refuses a signature and its
   * clock differs by more than 5 minutes, the request is signed once more with the time of the service.
   *
   * @default Date.now
   * @example now: () => Date.now() + offsetMs
   */
  readonly now?: (() => number) | undefined;
}

export type CloudMonitorOptions = ClientOptions & CloudMonitorSigning & CloudMonitorTarget;

export type CloudMonitorResult = PushResult<'cloudmonitor', Schemas['Accepted']>;

export interface CloudMonitorClient {
  readonly api: 'cloudmonitor';
  /**
   * Sends one event, or several as one request. The service accepts all of them or none. A request may have 100 events and
   * 512,000 bytes. An account may send 20 requests per second. A reporter waits for that; `send()` does not.
   *
   * @throws PushError if CloudMonitor refuses, also in a response with status 200, or if there are no events, too many, or
   * too large ones
   * @throws TransportError if the result is unknown, also if there is no response within `timeoutMs`, 10 seconds by default,
   * or, with the kind `credentials`, if there is no key to sign with
   * @throws TypeError if the events cannot be written as JSON, as with a BigInt
   */
  send(events: CustomEvent | readonly CustomEvent[], options?: SendOptions): Promise<CloudMonitorResult>;
}

const acceptance = acceptances.uploadCustomEvents;

export const contract = {
  api: 'cloudmonitor',
  limits: limits.uploadCustomEvents,
  reasons: async () => (await import('./reasons.ts')).wireReasons,
  evaluate,
} as const;

function evaluate(status: number, body: unknown): Evaluation<Schemas['Accepted'], WireReasonCode> {
  if (!isAnswer(body)) return undefined;
  const { code, msg: message, requestId } = body;
  if (status !== acceptance.status) return { refused: { status, message, requestId } };
  // The vendor's page calls them error codes and does not say whether they are also the HTTP status.
  if (!isAccepted(acceptance, body)) {
    return { refused: { status: Number(code), message, requestId }, otherwise: 'masked-failure' };
  }
  return { accepted: body as Schemas['Accepted'], requestId };
}

function isAnswer(body: unknown): body is Schemas['Accepted'] | Schemas['Refused'] {
  return isObject(body) && typeof body.code === 'string' && typeof body.msg === 'string';
}

/** The paths of the contract, with the event type of the client. */
export type CloudMonitorPaths = FilledPaths<paths, CustomEvent[]>;

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4 */
const FORBIDDEN = 403;

const throttling: readonly string[] = contract.limits.rateLimits.map(({ reason }) => reason);

/** Returns whether a wrong clock can be the cause of a refusal: of any 403 except throttling. */
function mayBeSkew({ status, error }: Refusal): boolean {
  return status === FORBIDDEN && !('reason' in error && throttling.includes(error.reason));
}

/** Creates the sender, which signs, for these options. @throws TypeError */
export function senderOf(
  options: CloudMonitorOptions,
): Sender<'cloudmonitor', Schemas['Accepted'], WireReasonCode, CloudMonitorPaths> {
  const { region, network = 'public', now = Date.now } = options;
  const keys = keyRing(options.credentials, now);
  const clock = createSigningClock(now, mayBeSkew);
  if (!Object.hasOwn(servers, network)) throw new TypeError("`network` must be 'public' or 'vpc'");
  const target = { option: 'region', value: region, baseUrl: options.baseUrl };
  const ip = options.ip === undefined ? localAddress() : checkedHeaderValue('ip', options.ip);
  return createSender(contract, {
    ...options,
    baseUrl: checkedBaseUrl(addressIn(servers[network], target), contract.limits.path),
    secrets: keys.secrets,
    sign: signing({ keys, ip, now: clock.now }),
    attempt: clock.attempt,
  });
}

/**
 * Creates a client for one key and one region. It holds no connection and no timer. Not for browsers, which do not allow
 * the `Date` header and must not contain the secret.
 *
 * @throws TypeError if an option is missing or invalid; the message names it
 * @example
 * const client = createCloudMonitorClient({ credentials: { accessKeyId, accessKeySecret }, region: 'cn-hangzhou' });
 * await client.send({ name: 'DiskFull', content: '磁盘使用率 97 %', groupId: 27147 });
 */
export function createCloudMonitorClient(options: CloudMonitorOptions): CloudMonitorClient {
  const sender = senderOf(options);
  const { path, rateLimits } = contract.limits;
  const client: CloudMonitorClient = {
    api: 'cloudmonitor',
    async send(events, { signal } = {}) {
      const body = listOf<CustomEvent>(events);
      return sender.send({ items: body.length, signal }, (api, call) => api.POST(path, { body, ...call }));
    },
  };
  return withChannel(client, { ...contract, sender, rateLimits, concurrency: 4, envelope: () => ['[', ']'] });
}
