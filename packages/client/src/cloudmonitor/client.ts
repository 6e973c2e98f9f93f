/** The client for custom events to Alibaba Cloud CloudMonitor. */
import {
  acceptances,
  type components,
  limits,
  servers,
  type WireReasonCode,
} from '@pushspec/contract/cloudmonitor';
import { withChannel } from '../channel.ts';
import { isAccepted, isObject, type Judgement, listOf, type PushResult } from '../contract.ts';
import { type ClientOptions, checkedBaseUrl, checkedHeaderText, type SendOptions } from '../options.ts';
import { createSender } from '../sender.ts';
import { addressIn } from '../servers.ts';
import type { CloudMonitorCredentials, CredentialsFunction } from './credentials.ts';
import type { CustomEvent } from './custom-event.ts';
import { keyRing } from './key-ring.ts';
import { localAddress } from './local-address.ts';
import { signing } from './signing.ts';

type Schemas = components['schemas'];

/** A region with an address that can be reached from everywhere. */
export type PublicRegion = keyof (typeof servers)['public'];
/** A region with an address that can be reached from within its VPCs. */
export type VpcRegion = keyof (typeof servers)['vpc'];

/** Where to send: a region by its name, or an address. */
type CloudMonitorTarget =
  | {
      /**
       * Region whose public address is used, over HTTPS. From outside of a VPC there is no other way.
       *
       * @example region: 'cn-hangzhou'
       */
      readonly region: PublicRegion;
      /**
       * `vpc` is the address within the VPCs of the region, over plain HTTP.
       *
       * @default 'public'
       */
      readonly network?: 'public' | undefined;
      readonly baseUrl?: undefined;
    }
  | { readonly region: VpcRegion; readonly network: 'vpc'; readonly baseUrl?: undefined }
  | {
      /**
       * Address of another region or of a test server, without the path.
       *
       * @example baseUrl: 'http://127.0.0.1:4010'
       */
      readonly baseUrl: string;
      readonly region?: undefined;
      readonly network?: undefined;
    };

interface CloudMonitorSigning {
  /**
   * The key that signs the requests. Its user needs the permission to report custom events.
   * A function is asked before a request, and not again until five minutes before the `expiration` that it gives;
   * should it then fail, its last key is used until that ends. Its time counts towards `timeoutMs`.
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
   * The clock, in milliseconds since 1970. Each request is signed with its time, which must be near the service's.
   *
   * @default Date.now
   * @example now: () => Date.now() + offsetMs
   */
  readonly now?: (() => number) | undefined;
}

export type CloudMonitorOptions = ClientOptions & CloudMonitorSigning & CloudMonitorTarget;

export type CloudMonitorResult = PushResult<'cloudmonitor', Schemas['Accepted']>;

export interface CloudMonitorClient {
  readonly vendor: 'cloudmonitor';
  /**
   * Sends one event, or several as one request. The service takes all of them or none.
   *
   * @throws PushError if CloudMonitor refuses, also inside an answer with the status 200,
   * or if there is nothing to send, or if the events are too many or too large
   * @throws TransportError if no answer comes that decides, or, with the kind `credentials`, if there is no key to sign with
   */
  send(events: CustomEvent | readonly CustomEvent[], options?: SendOptions): Promise<CloudMonitorResult>;
}

const acceptance = acceptances.uploadCustomEvents;

const contract = {
  vendor: 'cloudmonitor',
  limits: limits.uploadCustomEvents,
  reasons: async () => (await import('./reasons.ts')).wireReasons,
  judge,
} as const;

function judge(status: number, body: unknown): Judgement<Schemas['Accepted'], WireReasonCode> {
  if (!isAnswer(body)) return undefined;
  const { code, msg: message } = body;
  if (status !== acceptance.status) return { refused: { status, message } };
  // The page of the vendor calls them error codes, and leaves open whether they are the HTTP status too.
  if (!isAccepted(acceptance, body)) {
    return { refused: { status: Number(code), message }, otherwise: 'masked-failure' };
  }
  return { accepted: body as Schemas['Accepted'], requestId: body.requestId };
}

function isAnswer(body: unknown): body is Schemas['Accepted'] | Schemas['Refused'] {
  return isObject(body) && typeof body.code === 'string' && typeof body.msg === 'string';
}

/**
 * Makes a client for one key and one region. It holds no connection and no timer.
 * Not for browsers: they do not let `Date` be set, and the secret does not belong there.
 *
 * @example
 * const client = createCloudMonitorClient({ credentials: { accessKeyId, accessKeySecret }, region: 'cn-hangzhou' });
 * await client.send({ name: 'DiskFull', content: '磁盘使用率 97 %', groupId: 27147 });
 */
export function createCloudMonitorClient(options: CloudMonitorOptions): CloudMonitorClient {
  const { region, network = 'public', now = Date.now } = options;
  const keys = keyRing(options.credentials, now);
  if (!Object.hasOwn(servers, network)) throw new TypeError("network must be 'public' or 'vpc'");
  const target = { option: 'region', value: region, baseUrl: options.baseUrl };
  const ip = options.ip === undefined ? localAddress() : checkedHeaderText('ip', options.ip);
  const sender = createSender(contract, {
    ...options,
    baseUrl: checkedBaseUrl(addressIn(servers[network], target)),
    secrets: keys.secrets,
    decorate: signing({ keys, ip, now }),
  });
  const client: CloudMonitorClient = {
    vendor: 'cloudmonitor',
    async send(events, { signal } = {}) {
      const body = listOf<CustomEvent>(events);
      return sender.send({ body, items: body.length, signal });
    },
  };
  const { rateLimits } = contract.limits;
  return withChannel(client, { ...contract, sender, rateLimits, concurrency: 4, envelope: () => ['[', ']'] });
}
