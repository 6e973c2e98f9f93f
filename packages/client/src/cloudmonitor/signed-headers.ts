/** All headers of a signed request: the one place on the client's side that knows which the contract asks for. */
import {
  companionHeaders,
  headers as contractHeaders,
  keyHeaders,
  limits,
} from '@pushspec/contract/cloudmonitor';
import { checkedHeaderText } from '../options.ts';
import { type CloudMonitorCredentials, checkedCredentials } from './credentials.ts';
import { localAddress } from './local-address.ts';
import { rules, sign } from './sign.ts';

const declared = contractHeaders.uploadCustomEvents;
const companions = companionHeaders.uploadCustomEvents;
const { mediaType } = limits.uploadCustomEvents;

const KEY = keyHeaders.accessKey;
const MD5 = rules.digestHeader satisfies keyof typeof declared;
const IP = 'x-cms-ip' satisfies keyof typeof declared;
const TYPE = 'Content-Type';

type HeaderName = keyof typeof declared | typeof KEY | typeof TYPE;

/** The headers that {@link signedHeaders} sets, under the contract's names. */
export const signedHeaderNames: readonly string[] = [TYPE, ...Object.keys(declared), KEY];

const LOWER_CASE_NAMES = new Set(signedHeaderNames.map((name) => name.toLowerCase()));

export interface SignedHeadersInput {
  /**
   * As it is sent.
   *
   * @example method: 'POST'
   */
  readonly method: string;
  /**
   * The address, or the path and query of it to the byte. What begins with a slash is signed as it stands.
   *
   * @example url: 'http://127.0.0.1:4010/event/custom/upload'
   */
  readonly url: string;
  /** The bytes of the body as they are sent; empty where there is none. */
  readonly body: Uint8Array;
  /** The key that signs. */
  readonly credentials: CloudMonitorCredentials;
  /**
   * Other headers that are sent. A `Content-Type` among them is signed as it stands; of the contract's other headers it
   * replaces those that are there.
   *
   * @default {}
   * @example headers: { 'User-Agent': 'billing/1.4' }
   */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * Address of the reporting machine, for information only.
   *
   * @default that among `headers`; else the first IPv4 address of this machine that is not internal, or 'N/A'
   * @example ip: '10.0.0.7'
   */
  readonly ip?: string | undefined;
  /**
   * The clock, in milliseconds since 1970.
   *
   * @default Date.now
   * @example now: () => Date.UTC(2026, 10, 21)
   */
  readonly now?: (() => number) | undefined;
  /**
   * Names of headers, in any case, that are signed as `headers` has them, and stay away where it has none: for testing
   * how a service takes a wrong request.
   *
   * @default []
   * @example keep: ['Date']
   */
  readonly keep?: readonly string[] | undefined;
}

export interface SignedHeaders {
  /** Every header of the request: those given under their own names, those of the contract under the contract's. */
  readonly headers: Readonly<Record<string, string>>;
  /** Holds the security token of a temporary key, and no secret. */
  readonly stringToSign: string;
}

/**
 * Makes the headers of a signed request, for a request that something else sends: curl, a load generator, a proxy.
 * `Content-Type` is the contract's where there is a body and none is given.
 *
 * @throws TypeError if the credentials or `ip` cannot travel in a header
 * @example
 * const { headers } = signedHeaders({ method: 'POST', url, body, credentials: { accessKeyId, accessKeySecret } });
 * await fetch(url, { method: 'POST', headers, body });
 */
export function signedHeaders(input: SignedHeadersInput): SignedHeaders {
  const { method, url, body, headers: given = {} } = input;
  const credentials = checkedCredentials(input.credentials);
  const kept = new Set(input.keep?.map((name) => name.toLowerCase()));
  const isKept = (name: string) => kept.has(name.toLowerCase());
  const isReplaced = (name: string) => LOWER_CASE_NAMES.has(name.toLowerCase()) && !isKept(name);
  const others = Object.fromEntries(Object.entries(given).filter(([name]) => !isReplaced(name)));
  const prescribed = prescribedHeaders(input, credentials);
  const own = Object.entries(prescribed).filter(([name]) => !isKept(name));
  const unsigned = { ...others, ...Object.fromEntries(own) };
  const isWithoutMd5 = isKept(MD5) && givenValue(given, MD5) === undefined;
  const { authorization, contentMd5, stringToSign } = sign({
    method,
    requestTarget: targetOf(url),
    headers: isWithoutMd5 ? { ...unsigned, [MD5]: '' } : unsigned,
    body,
    accessKeyId: credentials.accessKeyId,
    accessKeySecret: credentials.accessKeySecret,
  });
  return {
    headers: {
      ...unsigned,
      ...(contentMd5 && !isKept(MD5) && { [MD5]: contentMd5 }),
      ...(!isKept(KEY) && { [KEY]: authorization }),
    },
    stringToSign,
  };
}

/** What the contract asks for, but for the digest and the signature. */
function prescribedHeaders(
  { body, headers = {}, ip, now = Date.now }: SignedHeadersInput,
  { securityToken }: CloudMonitorCredentials,
): Partial<Record<HeaderName, string>> {
  const found: Partial<Record<HeaderName, string>> = {};
  const type = givenValue(headers, TYPE) ?? (body.byteLength > 0 ? mediaType : undefined);
  if (type !== undefined) found[TYPE] = type;
  for (const [name, value] of Object.entries(declared)) {
    if (value !== null) found[name as keyof typeof declared] = value;
  }
  found.Date = new Date(now()).toUTCString();
  found[IP] = ip === undefined ? (givenValue(headers, IP) ?? localAddress()) : checkedHeaderText('ip', ip);
  if (securityToken) found['x-cms-security-token'] = securityToken;
  for (const [name, companion] of Object.entries(companions)) {
    if (found[companion.header] !== undefined) found[name as keyof typeof companions] = companion.value;
  }
  return found;
}

function givenValue(headers: Readonly<Record<string, string>>, wanted: string): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1];
}

function targetOf(url: string): string {
  if (url.startsWith('/')) return url;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
