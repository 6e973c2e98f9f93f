/** Builds raw header lists of alternating names and values, which keep case, order and duplicates. */
import type { IncomingMessage } from 'node:http';
import type { Signer } from '../apis/api.ts';

/** Header that lists the contract's headers to keep as the caller sent them, even if absent. */
export const KEEP_HEADER = 'x-pushspec-keep';

/** Headers of the connection, not of the request (RFC 9110, section 7.6.1). */
const HOP_BY_HOP = [
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade'],
];

/** Request headers for the proxy itself, which handles `Expect` and sets the content length. */
const OWN = ['host', 'expect', 'content-length', KEEP_HEADER];

/** Methods without a `Content-Length` when the body is empty. */
const BODILESS = ['GET', 'HEAD'];

/** Returns the names in {@link KEEP_HEADER}, and the first one that is not a header of the contract. */
export function keptNames(
  { headers }: IncomingMessage,
  headerNames: readonly string[],
): { names: string[]; unknown: string | undefined } {
  const known = headerNames.map((name) => name.toLowerCase());
  const names = String(headers[KEEP_HEADER] ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  return { names, unknown: names.find((name) => !known.includes(name)) };
}

export interface SignOptions {
  /** Host and port of the target. */
  host: string;
  body: Buffer;
  signer: Signer;
}

/** Returns the headers of the forwarded request: the caller's unchanged, plus the signing headers. */
export async function signedWireHeaders(
  request: IncomingMessage,
  { host, body, signer }: SignOptions,
): Promise<string[]> {
  const { method = '', url = '', headers, rawHeaders } = request;
  const dropped = new Set([...connectionHeaders(request), ...OWN]);
  const given = Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (dropped.has(name) ? [] : [[name, String(value)]])),
  );
  const keep = keptNames(request, signer.headerNames).names;
  const { headers: signed } = await signer.sign({ method, url, host, body, headers: given, keep });
  const values = new Map(Object.entries(signed).map(([name, value]) => [name.toLowerCase(), value]));
  const unchanged = pairs(rawHeaders).filter(([name]) => {
    const value = given[name.toLowerCase()];
    return value !== undefined && values.get(name.toLowerCase()) === value;
  });
  const added = Object.entries(signed).filter(([name, value]) => given[name.toLowerCase()] !== value);
  const isCounted = body.length > 0 || !BODILESS.includes(method);
  const length = isCounted ? [['Content-Length', String(body.length)]] : [];
  return [['Host', host], ...unchanged, ...added, ...length].flat();
}

/** Returns the headers of a response without those of its connection. */
export function responseWireHeaders(response: IncomingMessage): string[] {
  const dropped = connectionHeaders(response);
  return pairs(response.rawHeaders)
    .filter(([name]) => !dropped.has(name.toLowerCase()))
    .flat();
}

/** Returns the lower-case names of connection headers, including those that `Connection` lists. */
function connectionHeaders({ headers }: IncomingMessage): Set<string> {
  const named = String(headers.connection ?? '').split(',');
  return new Set([...HOP_BY_HOP, ...named.map((name) => name.trim().toLowerCase())]);
}

function pairs(raw: readonly string[]): [name: string, value: string][] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []));
}
