/** The client for custom events over CloudMonitor's RPC API: PutCustomEvent as a form, signed with ACS3. */
import {
  acceptances,
  type components,
  limits,
  servers,
  signingSchemes,
  type WireReasonCode,
} from '@pushspec/contract/cloudmonitor-rpc';
import { withChannel } from '../channel.ts';
import type { CloudMonitorCredentials, CredentialsFunction } from '../cloudmonitor/credentials.ts';
import { keyRing } from '../cloudmonitor/key-ring.ts';
import { createSigningClock } from '../cloudmonitor/signing-clock.ts';
import { type Evaluation, type Input, isAccepted, isObject, listOf, type PushResult } from '../contract.ts';
import { type ClientOptions, checkedBaseUrl, type SendOptions } from '../options.ts';
import { recorded, signatures } from '../real-time.ts';
import { createSender, type Refusal, type Sender, type SenderOptions } from '../sender.ts';
import { addressIn } from '../servers.ts';
import { formOf, LIST, type RpcOperation, valueBytesIn, valueBytesOf } from './form.ts';
import { signedHeaders } from './signed-headers.ts';

type Schemas = components['schemas'];

/** One event of PutCustomEvent. */
export type RpcCustomEvent = Input<Schemas['PutCustomEventItem']>;

/** A region with its own host. */
export type RpcRegion = keyof (typeof servers)['public'];

/** A region by its name, or an address. */
type RpcTarget =
  | {
      /**
       * Region whose public address is used, over HTTPS.
       *
       * @example region: 'cn-hangzhou'
       */
      readonly region: RpcRegion;
      readonly baseUrl?: undefined;
    }
  | {
      /**
       * Address of another host or of a test server. A path in it is sent, but not signed.
       *
       * @example baseUrl: 'http://127.0.0.1:4010'
       */
      readonly baseUrl: string;
      readonly region?: undefined;
    };

interface RpcSigning {
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
   * The clock, in milliseconds since 1970. Each request is signed with its time. If the service refuses a timestamp and its
   * clock differs by more than 5 minutes, the request is signed once more with the time of the service.
   *
   * @default Date.now
   * @example now: () => Date.now() + offsetMs
   */
  readonly now?: (() => number) | undefined;
}

export type CloudMonitorRpcOptions = ClientOptions & RpcSigning & RpcTarget;

export type CloudMonitorRpcResult = PushResult<'cloudmonitor-rpc', Schemas['Accepted']>;

export interface CloudMonitorRpcClient {
  readonly api: 'cloudmonitor-rpc';
  /**
   * Sends one event, or several as one request with PutCustomEvent. The service accepts all of them or none. A request may
   * have 50 events, whose values have 512,000 bytes. An account may send 20 requests per second, together with those of the
   * upload API. A reporter waits for that; `send()` does not.
   *
   * @throws PushError if CloudMonitor refuses, also in a response with status 200, or if there are too many events or too
   * large ones
   * @throws TransportError if the result is unknown, also if there is no response within `timeoutMs`, 10 seconds by default,
   * or, with the kind `credentials`, if there is no key to sign with
   * @throws TypeError if a value cannot be written, as a BigInt
   */
  send(
    events: RpcCustomEvent | readonly RpcCustomEvent[],
    options?: SendOptions,
  ): Promise<CloudMonitorRpcResult>;
}

const OPERATION = 'putCustomEvent';

const contractOf = (operation: RpcOperation) =>
  ({
    api: 'cloudmonitor-rpc',
    limits: limits[operation],
    reasons: async () => (await import('./reasons.ts')).wireReasons,
    evaluate,
    measure: valueBytesIn,
  }) as const;

const acceptance = acceptances[OPERATION];

function evaluate(status: number, body: unknown): Evaluation<Schemas['Accepted'], WireReasonCode> {
  if (!isObject(body) || typeof body.Code !== 'string') return undefined;
  const { Code: errorCode, Message, RequestId } = body;
  const requestId = typeof RequestId === 'string' ? RequestId : undefined;
  const refused = { status, message: String(Message ?? ''), errorCode, requestId };
  if (status !== acceptance.status) return { refused };
  if (!isAccepted(acceptance, body)) return { refused, otherwise: 'masked-failure' };
  return { accepted: body as Schemas['Accepted'], requestId };
}

type RpcSender = Sender<'cloudmonitor-rpc', Schemas['Accepted'], WireReasonCode>;

const skewReasons: readonly string[] = [
  limits[OPERATION].clockSkewReason,
  signingSchemes[OPERATION].acs3.fields.timestamp.reason,
];

/** Returns whether a wrong clock can be the cause of a refusal. */
function mayBeSkew({ error }: Refusal): boolean {
  return 'reason' in error && skewReasons.includes(error.reason);
}

/** Creates the sender of each operation. They share the key and the clock. @throws TypeError */
export function sendersOf(options: CloudMonitorRpcOptions): Readonly<Record<RpcOperation, RpcSender>> {
  const { region, now = Date.now } = options;
  const keys = keyRing(options.credentials, now);
  const clock = createSigningClock(now, mayBeSkew);
  const target = { option: 'region', value: region, baseUrl: options.baseUrl };
  const baseUrl = checkedBaseUrl(addressIn(servers.public, target));
  const senderFor = (operation: RpcOperation): RpcSender => {
    const sign: SenderOptions['sign'] = async (request) => {
      const credentials = await keys.key();
      const signing = signedHeaders({ ...request, credentials, operation, now: clock.now });
      return (await recorded(signing, signatures)).headers;
    };
    return createSender(contractOf(operation), {
      ...{ ...options, baseUrl, sign },
      secrets: keys.secrets,
      attempt: clock.attempt,
    });
  };
  return { putCustomEvent: senderFor('putCustomEvent'), putEvent: senderFor('putEvent') };
}

/**
 * Creates a client for one key and one region. It holds no connection and no timer. It needs Web Crypto only, so that it runs
 * in Node, Bun, Deno, workerd and browsers. A page that others can open must not contain the secret.
 *
 * @throws TypeError if an option is missing or invalid; the message names it
 * @example
 * const client = createCloudMonitorRpcClient({ credentials: { accessKeyId, accessKeySecret }, region: 'cn-hangzhou' });
 * await client.send({ EventName: 'DiskFull', Content: '磁盘使用率 97 %' });
 */
export function createCloudMonitorRpcClient(options: CloudMonitorRpcOptions): CloudMonitorRpcClient {
  const { [OPERATION]: sender } = sendersOf(options);
  const contract = contractOf(OPERATION);
  const client: CloudMonitorRpcClient = {
    api: 'cloudmonitor-rpc',
    async send(events, { signal } = {}) {
      const list = listOf<RpcCustomEvent>(events);
      return sender.post({ bytes: bodyOf(list), items: list.length, signal });
    },
  };
  return withChannel(client, {
    ...{ ...contract, sender, rateLimits: contract.limits.rateLimits, concurrency: 4 },
    envelope: () => ['', ''],
    bytesOf: valueBytesOf,
    bodyOf: (entries) => bodyOf(entries.map(({ text }) => JSON.parse(text))),
  });
}

function bodyOf(events: readonly RpcCustomEvent[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(formOf(OPERATION, { [LIST]: events }));
}
