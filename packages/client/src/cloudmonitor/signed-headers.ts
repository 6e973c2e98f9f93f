/** Builds all headers of a signed request. No other file of the client decides which headers the contract requires. */
import {
  companionHeaders,
  headers as contractHeaders,
  keyHeaders,
  limits,
} from '@pushspec/contract/cloudmonitor';
import { checkedHeaderValue } from '../options.ts';
import { type CloudMonitorCredentials, checkedCredentials } from './credentials.ts';
import { localAddress } from './local-address.ts';
import { rules, sign, signerOf } from './sign.ts';

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
   * The HTTP method as it is sent.
   *
   * @example method: 'POST'
   */
  readonly method: string;
  /**
   * The URL, or its path and query exactly as they are sent. A value that starts with a slash is signed unchanged.
   *
   * @example url: 'http://127.0.0.1:4010/event/custom/upload'
   */
  readonly url: string;
  /** The bytes of the body as they are sent; empty if there is no body. */
  readonly body: Uint8Array;
  /** The key that signs. */
  readonly credentials: CloudMonitorCredentials;
  /**
   * Other headers that are sent. A `Content-Type` among them is signed unchanged. Other headers of the contract replace
   * the values given here.
   *
   * @default {}
   * @example headers: { 'User-Agent': 'billing/1.4' }
   */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * Address of the reporting machine, for information only.
   *
   * @default the value among `headers`; otherwise the first IPv4 address of this machine that is not internal, or 'N/A'
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
   * Names of headers, in any case, that are taken from `headers` unchanged, or left out if `headers` does not have them.
   * For testing how a service responds to a wrong request.
   *
   * @default []
   * @example keep: ['Date']
   */
  readonly keep?: readonly string[] | undefined;
}

export interface SignedHeaders {
  /** All headers of the request. Given headers keep their names, and the contract's headers have the contract's names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The string that was signed. It contains the security token of a temporary key, but no secret. */
  readonly stringToSign: string;
}

/**
 * Returns the headers of a signed request that another tool sends, such as curl, a load generator or a proxy.
 * `Content-Type` is the contract's if there is a body and no other is given.
 *
 * @throws TypeError if the credentials or `ip` cannot be sent in a header
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
    ...credentials,
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

/** Returns the headers of a request with this body. Their names are in lower case. */
export type HeadersFor = (body: Uint8Array) => Readonly<Record<string, string>>;

/** Returns a function that signs requests that differ only in body and time. */
export function headerSigner(input: Omit<SignedHeadersInput, 'body' | 'keep'>): HeadersFor {
  const { method, url, credentials, now = Date.now } = input;
  const whole = signedHeaders({ ...input, body: new Uint8Array() }).headers;
  const headers = Object.fromEntries(
    Object.entries(whole).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const next = signerOf({ method, requestTarget: targetOf(url), headers, ...credentials });
  return (body) => {
    const date = new Date(now()).toUTCString();
    const { authorization, contentMd5 } = next(body, date);
    return {
      ...headers,
      date,
      ...(contentMd5 && { [MD5.toLowerCase()]: contentMd5 }),
      [KEY.toLowerCase()]: authorization,
    };
  };
}

/** Returns the headers that the contract requires, except for the digest and the signature. */
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
  found[IP] = ip === undefined ? (givenValue(headers, IP) ?? localAddress()) : checkedHeaderValue('ip', ip);
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
