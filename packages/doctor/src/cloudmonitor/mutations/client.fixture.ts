/** A sender that is independent of the server and can make a single mistake. */
import { createHash, createHmac } from 'node:crypto';
import type { ReceivedRequest } from '../../raw-request.ts';
import type { SigningKey } from '../../search/attempt.ts';

export interface Base {
  name: string;
  body: string;
  key: SigningKey;
  target: string;
  /** Additional headers. */
  more: Readonly<Record<string, string>>;
}

export interface Lines {
  method: string;
  md5: string;
  type: string;
  date: string;
  headers: [name: string, value: string][];
  resource: string;
}

/** The parts of a correct sender that a mutation replaces. */
export interface Deviation {
  /** The body that is digested, or its digest as written. */
  digested?: (body: Buffer, text: string) => Buffer | string;
  writeMd5?: (md5: Buffer) => string;
  /** Headers as sent, after signing; null leaves one out. */
  sent?: (headers: Record<string, string>) => Record<string, string | null>;
  /** Changes the lines before they are joined. */
  lines?: (lines: Lines) => Partial<Lines>;
  writeHeaders?: (headers: [string, string][]) => string;
  text?: (text: string) => string | Buffer;
  secret?: (key: SigningKey) => string | Buffer;
  hash?: string;
  sign?: (text: string | Buffer, secret: string | Buffer) => Buffer;
  writeSignature?: (digest: Buffer) => string;
  authorization?: (id: string, signature: string, key: SigningKey) => string;
  /** Returns the bytes of the body that arrive. */
  arriving?: (body: Buffer, text: string) => { bytes: Buffer; rest?: Buffer };
  /** Headers added before signing. */
  before?: Readonly<Record<string, string>>;
}

export const upperHex = (digest: Buffer) => digest.toString('hex').toUpperCase();
export const DATE = 'Sat, 21 Nov 2026 08:30:00 GMT';
export const NOW_MS = Date.UTC(2026, 10, 21, 8, 30);

export function requestOf({ body, key, target, more }: Base, deviation: Deviation = {}): ReceivedRequest {
  const bytes = Buffer.from(body);
  const digested = deviation.digested?.(bytes, body) ?? bytes;
  const writeMd5 = deviation.writeMd5 ?? upperHex;
  const md5 = typeof digested === 'string' ? digested : writeMd5(createHash('md5').update(digested).digest());
  const headers: Record<string, string> = {
    Host: '127.0.0.1:4010',
    'User-Agent': 'made-for-tests/1.0',
    'Content-Length': String(bytes.length),
    'Content-MD5': md5,
    'Content-Type': 'application/json',
    Date: DATE,
    'x-cms-signature': 'hmac-sha1',
    'x-cms-api-version': '1.0',
    'x-cms-ip': '30.27.84.196',
    ...(key.securityToken && { 'x-cms-security-token': key.securityToken, 'x-cms-caller-type': 'token' }),
    ...more,
    ...deviation.before,
  };
  const signature = signedBy(deviation, { target, headers, key });
  const authorization =
    deviation.authorization?.(key.accessKeyId, signature, key) ?? `${key.accessKeyId}:${signature}`;
  const sent = { ...headers, Authorization: authorization, ...deviation.sent?.(headers) };
  const kept = Object.entries(sent).filter((header): header is [string, string] => header[1] !== null);
  return {
    method: 'POST',
    target,
    headers: Object.fromEntries(kept.map(([name, value]) => [name.toLowerCase(), value.trim()])),
    rawHeaders: kept.flatMap(([name, value]) => [name, value.trim()]),
    ...(deviation.arriving?.(bytes, body) ?? { bytes }),
  };
}

interface Unsigned {
  target: string;
  headers: Readonly<Record<string, string>>;
  key: SigningKey;
}

function signedBy(deviation: Deviation, { target, headers, key }: Unsigned): string {
  const usual: Lines = {
    method: 'POST',
    md5: headers['Content-MD5'] ?? '',
    type: headers['Content-Type'] ?? '',
    date: headers.Date ?? '',
    headers: Object.entries(headers)
      .map(([name, value]): [string, string] => [name.toLowerCase(), value])
      .filter(([name]) => name.startsWith('x-cms-') || name.startsWith('x-acs-'))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
    resource: resourceOf(target),
  };
  const lines = { ...usual, ...deviation.lines?.(usual) };
  const written =
    deviation.writeHeaders?.(lines.headers) ??
    lines.headers.map(([name, value]) => `${name}:${value}`).join('\n');
  const text = [lines.method, lines.md5, lines.type, lines.date, written, lines.resource].join('\n');
  const changed = deviation.text?.(text) ?? text;
  const secret = deviation.secret?.(key) ?? key.accessKeySecret;
  const digest =
    deviation.sign?.(changed, secret) ??
    createHmac(deviation.hash ?? 'sha1', secret)
      .update(changed)
      .digest();
  return (deviation.writeSignature ?? upperHex)(digest);
}

function resourceOf(target: string): string {
  const [path = '', query] = target.split('?');
  return query ? `${path}?${query.split('&').sort().join('&')}` : path;
}
