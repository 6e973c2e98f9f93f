/** A sender with both schemes that is independent of the server and can make a single mistake. */
import { createHash, createHmac } from 'node:crypto';
import type { ReceivedRequest } from '../../raw-request.ts';
import type { SigningKey } from '../../search/attempt.ts';

export type Pair = readonly [name: string, value: string];

export interface Base {
  name: string;
  scheme: 'acs3' | 'rpc-v1';
  method: 'GET' | 'POST';
  /** Where the parameters are sent. */
  carrier: 'query' | 'form' | 'both';
  action: 'PutCustomEvent' | 'PutEvent';
  /** The parameters of the body. */
  events: readonly Pair[];
  key: SigningKey;
  path: string;
}

/** The parts of a canonical request. */
export interface Canonical {
  method: string;
  path: string;
  query: string;
  headers: readonly Pair[];
  names: readonly string[];
  digest: string;
}

/** The parts of a correct sender that a mutation replaces. */
export interface Deviation {
  /** Changes the parameters that are signed. */
  signed?: (pairs: Pair[], base: Base) => readonly Pair[];
  /** Changes the parameters before they are signed and sent. */
  parameters?: (pairs: Pair[]) => Pair[];
  /** Joins the signed parameters. @default sorted and encoded */
  query?: (pairs: readonly Pair[]) => string;
  encode?: (text: string) => string;
  /** Encodes the query once more, for version 1. */
  again?: (text: string) => string;
  method?: (method: string) => string;
  signedPath?: (base: Base) => string;
  /** Changes the headers before they are signed and sent. */
  headers?: (headers: Record<string, string>) => Record<string, string>;
  /** Changes the headers after they are signed; null leaves one out. */
  sentHeaders?: (headers: Record<string, string>) => Record<string, string | null>;
  /** Names of the signed headers. */
  listed?: (names: string[], headers: Record<string, string>) => string[];
  canonical?: (parts: Canonical) => Partial<Canonical>;
  /** Changes the canonical request. */
  canonicalText?: (text: string, parts: Canonical) => string;
  /** Returns the value of x-acs-content-sha256. */
  digest?: (body: Buffer, base: Base) => string;
  text?: (text: string, canonical: string) => string | Buffer;
  /** The key of the HMAC. */
  hmacKey?: (key: SigningKey) => string | Buffer;
  hash?: string;
  sign?: (text: string | Buffer, hmacKey: string | Buffer) => Buffer;
  write?: (digest: Buffer, key: SigningKey) => string;
  authorization?: (parts: { id: string; names: string; signature: string }) => string;
  /** Changes the parameters after they are signed. */
  sent?: (pairs: Pair[], key: SigningKey) => Pair[];
  encodeSent?: (text: string) => string;
  /** Replaces the body that arrives. */
  arriving?: (body: Buffer) => Buffer;
}

export const NOW_MS = Date.UTC(2026, 10, 30, 9, 42, 7);
export const HOST = '127.0.0.1:4010';
const VERSIONS = { PutCustomEvent: '2019-01-01', PutEvent: '2018-03-08' };

/** Encodes byte by byte, as RFC 3986 says. */
export function strict(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      const hex = byte.toString(16).toUpperCase().padStart(2, '0');
      return byte < 128 && /[A-Za-z0-9_.~-]/.test(character) ? character : `%${hex}`;
    })
    .join('');
}

export function sorted(pairs: readonly Pair[]): Pair[] {
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

export function joined(pairs: readonly Pair[], encode = strict): string {
  return pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
}

export const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');

/** Returns a request with both a correct signature or, with a deviation, one mistake. */
export function requestOf(base: Base, deviation: Deviation = {}): ReceivedRequest {
  return base.scheme === 'acs3' ? acs3Request(base, deviation) : v1Request(base, deviation);
}

function received(
  { method, path }: Base,
  { query, form, headers }: { query: string; form: Buffer; headers: Record<string, string | null> },
): ReceivedRequest {
  const kept = Object.entries(headers).filter((header): header is [string, string] => header[1] !== null);
  return {
    method,
    target: query === '' ? path : `${path}?${query}`,
    headers: Object.fromEntries(kept.map(([name, value]) => [name.toLowerCase(), value.trim()])),
    rawHeaders: kept.flat(),
    bytes: form,
  };
}

function carried({ carrier }: Base, pairs: readonly Pair[], encode = strict) {
  const half = carrier === 'query' ? pairs.length : carrier === 'form' ? 0 : Math.floor(pairs.length / 2);
  const [inQuery, inForm] = [pairs.slice(0, half), pairs.slice(half)];
  const form = Buffer.from(joined(inForm, encode));
  const type: Record<string, string> =
    inForm.length > 0 ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {};
  return { inQuery, query: joined(inQuery, encode), form, type };
}

function v1Request(base: Base, deviation: Deviation): ReceivedRequest {
  const { key, action, events } = base;
  const usual: Pair[] = [
    ['Action', action],
    ['Version', VERSIONS[action]],
    ['Format', 'JSON'],
    ['AccessKeyId', key.accessKeyId],
    ['SignatureMethod', 'HMAC-SHA1'],
    ['SignatureVersion', '1.0'],
    ['SignatureNonce', '5f0e9c2d7a1b4e86'],
    ['Timestamp', '2026-11-30T09:42:05Z'],
    ...(key.securityToken ? [['SecurityToken', key.securityToken] as const] : []),
    ...events,
  ];
  const pairs = deviation.parameters?.(usual) ?? usual;
  const signed = deviation.signed?.([...pairs], base) ?? pairs;
  const encode = deviation.encode ?? strict;
  const query = deviation.query?.(signed) ?? joined(sorted(signed), encode);
  const again = deviation.again ?? strict;
  const method = deviation.method?.(base.method) ?? base.method;
  const text = [method, again(deviation.signedPath?.(base) ?? '/'), again(query)].join('&');
  const signature = signatureOf(
    deviation,
    { text, canonical: text, key, hash: 'sha1', secret: `${key.accessKeySecret}&` },
    'base64',
  );
  const all: Pair[] = [...pairs, ['Signature', signature]];
  const sent = carried(base, deviation.sent?.(all, key) ?? all, deviation.encodeSent);
  const headers = { Host: HOST, 'User-Agent': 'made-for-tests/1.0', ...sent.type };
  const form = deviation.arriving?.(sent.form) ?? sent.form;
  return received(base, { ...sent, form, headers: { ...headers, ...deviation.sentHeaders?.(headers) } });
}

function acs3Request(base: Base, deviation: Deviation): ReceivedRequest {
  const { key, action, events } = base;
  const pairs = deviation.parameters?.([...events]) ?? [...events];
  const usual = carried(base, pairs, deviation.encodeSent);
  const body = usual.form;
  const plain: Record<string, string> = {
    Host: HOST,
    'User-Agent': 'made-for-tests/1.0',
    accept: 'application/json',
    'x-acs-action': action,
    'x-acs-version': VERSIONS[action],
    'x-acs-date': '2026-11-30T09:42:05Z',
    'x-acs-signature-nonce': '5f0e9c2d7a1b4e86',
    'x-acs-content-sha256': deviation.digest?.(body, base) ?? sha256(body),
    ...(key.securityToken && {
      'x-acs-security-token': key.securityToken,
      'x-acs-accesskey-id': key.accessKeyId,
    }),
    ...usual.type,
  };
  const headers = deviation.headers?.(plain) ?? plain;
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const required = Object.keys(lower)
    .filter((name) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'))
    .sort();
  const names = deviation.listed?.(required, lower) ?? required;
  const signed = deviation.signed?.([...usual.inQuery], base) ?? usual.inQuery;
  const parts: Canonical = {
    method: deviation.method?.(base.method) ?? base.method,
    path: deviation.signedPath?.(base) ?? '/',
    query: deviation.query?.(signed) ?? joined(sorted(signed), deviation.encode ?? strict),
    headers: names.map((name) => [name, (lower[name] ?? '').trim()] as const),
    names,
    digest: lower['x-acs-content-sha256'] ?? '',
  };
  const changed = { ...parts, ...deviation.canonical?.(parts) };
  const canonical = [
    changed.method,
    changed.path,
    changed.query,
    changed.headers.map(([name, value]) => `${name}:${value}\n`).join(''),
    changed.names.join(';'),
    changed.digest,
  ].join('\n');
  const built = deviation.canonicalText?.(canonical, changed) ?? canonical;
  const text = `ACS3-HMAC-SHA256\n${sha256(built)}`;
  const signature = signatureOf(
    deviation,
    { text, canonical: built, key, hash: 'sha256', secret: key.accessKeySecret },
    'hex',
  );
  const written = { id: key.accessKeyId, names: names.join(';'), signature };
  const authorization =
    deviation.authorization?.(written) ??
    `ACS3-HMAC-SHA256 Credential=${written.id},SignedHeaders=${written.names},Signature=${signature}`;
  const sent = deviation.sent ? carried(base, deviation.sent(pairs, key), deviation.encodeSent) : usual;
  return received(base, {
    ...sent,
    form: deviation.arriving?.(sent.form) ?? sent.form,
    headers: { ...headers, Authorization: authorization, ...deviation.sentHeaders?.(headers) },
  });
}

function signatureOf(
  deviation: Deviation,
  {
    text,
    canonical,
    key,
    hash,
    secret,
  }: { text: string; canonical: string; key: SigningKey; hash: string; secret: string },
  encoding: 'base64' | 'hex',
): string {
  const changed = deviation.text?.(text, canonical) ?? text;
  const hmacKey = deviation.hmacKey?.(key) ?? secret;
  const digest =
    deviation.sign?.(changed, hmacKey) ??
    createHmac(deviation.hash ?? hash, hmacKey)
      .update(changed)
      .digest();
  return deviation.write?.(digest, key) ?? digest.toString(encoding);
}
