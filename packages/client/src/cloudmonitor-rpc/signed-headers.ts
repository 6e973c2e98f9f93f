/** Builds all headers of a signed request. No other file of the client decides which headers the contract requires. */
import { limits, rpc } from '@pushspec/contract/cloudmonitor-rpc';
import { type CloudMonitorCredentials, checkedCredentials } from '../cloudmonitor/credentials.ts';
import { acs3, acs3Signature, sha256 } from './acs3.ts';
import type { RpcOperation } from './form.ts';

const { fields, selectedBy, signedHeaders: rules } = acs3;
const { action, version } = rpc.putCustomEvent;
const TYPE = 'content-type';
const HOST = 'host';

/** The headers that {@link signedHeaders} sets, in lower case. */
export const signedHeaderNames: readonly string[] = [
  ...[TYPE, action.header, version.header],
  ...[fields.timestamp, fields.nonce, fields.digest, fields.securityToken, fields.securityTokenKeyId].map(
    ({ name }) => name,
  ),
  selectedBy.name.toLowerCase(),
];

export interface RpcSignedHeadersInput {
  /**
   * The HTTP method as it is sent.
   *
   * @example method: 'POST'
   */
  readonly method: string;
  /**
   * The absolute URL. Its host and its query are signed.
   *
   * @example url: 'http://127.0.0.1:4010/'
   */
  readonly url: string;
  /** The bytes of the body as they are sent; empty if there is no body. */
  readonly body: Uint8Array;
  /** The key that signs. */
  readonly credentials: CloudMonitorCredentials;
  /**
   * The operation, unless `headers` name the action and the version.
   *
   * @default 'putCustomEvent'
   * @example operation: 'putEvent'
   */
  readonly operation?: RpcOperation | undefined;
  /**
   * Other headers that are sent. `Content-Type` and every header that starts with `x-acs-` are signed. A `Host` among them is
   * signed instead of the host in `url`. The date, the nonce, the digest and the token of the contract replace the values
   * given here.
   *
   * @default {}
   * @example headers: { 'User-Agent': 'billing/1.4' }
   */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * A string that no other request of the key has within 15 minutes.
   *
   * @default a random UUID
   * @example nonce: '3156853299f313e23d1673dc12e1703d'
   */
  readonly nonce?: string | undefined;
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
   * @example keep: ['x-acs-date']
   */
  readonly keep?: readonly string[] | undefined;
}

export interface SignedHeaders {
  /** All headers of the request, with names in lower case. `host` is signed, but is among them only if it was given. */
  readonly headers: Readonly<Record<string, string>>;
  /** The request in the vendor's canonical form. It contains the security token of a temporary key, but no secret. */
  readonly canonicalRequest: string;
  /** The algorithm and the digest of the canonical request. */
  readonly stringToSign: string;
}

/**
 * Returns the headers of a request that is signed with ACS3 and that another tool sends, such as curl or a proxy.
 *
 * @throws TypeError if the credentials cannot be sent in a header
 * @example
 * const { headers } = await signedHeaders({ method: 'POST', url, body, credentials: { accessKeyId, accessKeySecret } });
 * await fetch(url, { method: 'POST', headers, body });
 */
export async function signedHeaders(input: RpcSignedHeadersInput): Promise<SignedHeaders> {
  const { method, url, headers: given = {}, keep = [] } = input;
  const body = new Uint8Array(input.body);
  const credentials = checkedCredentials(input.credentials);
  const { host, searchParams } = new URL(url);
  const digest = await sha256(body);
  const kept = new Set(keep.map((name) => name.toLowerCase()));
  const others = Object.entries(given).map(([name, value]) => [name.toLowerCase(), value] as const);
  const isKept = ([name]: readonly [string, string]) => kept.has(name);
  const prescribed = Object.entries(prescribedHeaders(input, credentials, digest));
  const named = prescribed.filter(([name]) => isNaming(name) && !isKept([name, '']));
  const own = prescribed.filter((pair) => !isNaming(pair[0]) && !isKept(pair));
  const replaced = others.filter(([name]) => !isPrescribed(name) || kept.has(name));
  const headers: Record<string, string> = Object.fromEntries([...named, ...replaced, ...own]);
  const { authorization, ...signature } = await authorized({
    method,
    query: searchParams,
    headers: { [HOST]: headers[HOST] ?? host, ...headers },
    digest: headers[fields.digest.name] ?? digest,
    credentials,
  });
  if (!kept.has(AUTHORIZATION)) headers[AUTHORIZATION] = authorization;
  return { headers, ...signature };
}

const AUTHORIZATION = selectedBy.name.toLowerCase();

/** Returns whether a given value replaces the one of the contract. */
const isNaming = (name: string) => [TYPE, action.header, version.header].includes(name);

/** Returns whether the value of the contract replaces a given one. */
const isPrescribed = (name: string) => signedHeaderNames.includes(name) && !isNaming(name);

/** Returns the headers that the contract requires, except for the signature. */
function prescribedHeaders(
  { body, operation = 'putCustomEvent', nonce, now = Date.now }: RpcSignedHeadersInput,
  { accessKeyId, securityToken }: CloudMonitorCredentials,
  digest: string,
): Record<string, string> {
  const names = rpc[operation];
  return {
    ...(body.byteLength > 0 && { [TYPE]: limits[operation].mediaType }),
    [names.action.header]: names.action.value,
    [names.version.header]: names.version.value,
    [fields.timestamp.name]: `${new Date(now()).toISOString().slice(0, 19)}Z`,
    [fields.nonce.name]: nonce ?? globalThis.crypto.randomUUID(),
    [fields.digest.name]: digest,
    ...(securityToken && {
      [fields.securityToken.name]: securityToken,
      [fields.securityTokenKeyId.name]: accessKeyId,
    }),
  };
}

interface Unsigned {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly digest: string;
  readonly credentials: CloudMonitorCredentials;
}

async function authorized({ headers, credentials, ...request }: Unsigned) {
  const { accessKeyId, accessKeySecret } = credentials;
  const isSigned = ([name]: readonly [string, string]) =>
    name === HOST || name === TYPE || name.startsWith(rules.prefix);
  const signed = Object.fromEntries(Object.entries(headers).filter(isSigned));
  const { signature, signedHeaders, canonicalRequest, stringToSign } = await acs3Signature({
    ...request,
    headers: signed,
    accessKeySecret,
  });
  const authorization = `${acs3.algorithm.value} Credential=${accessKeyId},SignedHeaders=${signedHeaders},Signature=${signature}`;
  return { authorization, canonicalRequest, stringToSign };
}
