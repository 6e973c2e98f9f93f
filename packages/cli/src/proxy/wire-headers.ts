/** Headers as they stand on the wire, name and value in turn, so that their case, order and number stay. */
import type { IncomingMessage } from 'node:http';
import type { Signer } from '../apis/api.ts';

/** Names the headers of the contract that the caller sets or leaves out itself, and that are signed as they are. */
export const KEEP_HEADER = 'x-pushspec-keep';

/** These belong to one connection, not to the request (RFC 9110, 7.6.1). */
const HOP_BY_HOP = [
  ...['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade'],
];

/** Of a request, those for the proxy itself, which answers `Expect` and counts the body. */
const OWN = ['host', 'expect', 'content-length', KEEP_HEADER];

/** Methods that say nothing by a `Content-Length` of 0. */
const BODILESS = ['GET', 'HEAD'];

/** What {@link KEEP_HEADER} names, and the first of it that is no header of the contract. */
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

/** The headers with which a request is sent on: those of the caller as they came, and the signing ones. */
export function signedWireHeaders(request: IncomingMessage, { host, body, signer }: SignOptions): string[] {
  const { method = '', url = '', headers, rawHeaders } = request;
  const dropped = new Set([...connectionHeaders(request), ...OWN]);
  const given = Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (dropped.has(name) ? [] : [[name, String(value)]])),
  );
  const keep = keptNames(request, signer.headerNames).names;
  const signed = signer.sign({ method, url, body, headers: given, keep }).headers;
  const values = new Map(Object.entries(signed).map(([name, value]) => [name.toLowerCase(), value]));
  const asTheyCame = pairs(rawHeaders).filter(([name]) => {
    const value = given[name.toLowerCase()];
    return value !== undefined && values.get(name.toLowerCase()) === value;
  });
  const added = Object.entries(signed).filter(([name, value]) => given[name.toLowerCase()] !== value);
  const isCounted = body.length > 0 || !BODILESS.includes(method);
  const length = isCounted ? [['Content-Length', String(body.length)]] : [];
  return [['Host', host], ...asTheyCame, ...added, ...length].flat();
}

/** The headers of an answer without those of its connection. */
export function answerWireHeaders(answer: IncomingMessage): string[] {
  const dropped = connectionHeaders(answer);
  return pairs(answer.rawHeaders)
    .filter(([name]) => !dropped.has(name.toLowerCase()))
    .flat();
}

/** In lower case: those that are always of one connection, and those that `Connection` names. */
function connectionHeaders({ headers }: IncomingMessage): Set<string> {
  const named = String(headers.connection ?? '').split(',');
  return new Set([...HOP_BY_HOP, ...named.map((name) => name.trim().toLowerCase())]);
}

function pairs(raw: readonly string[]): [name: string, value: string][] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? '']] : []));
}
