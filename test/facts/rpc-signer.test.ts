/** A signer for CloudMonitor's RPC API, written from the steps of the guide with Node's crypto only. The server accepts it. */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { developmentKey, NOW, runningServer, send } from './running-server.fixture.ts';

const { accessKeyId, accessKeySecret } = developmentKey;
const FORM = 'application/x-www-form-urlencoded';
const now = `${new Date(NOW).toISOString().slice(0, 19)}Z`;

type Parameters = Readonly<Record<string, string>>;

/** Keeps unreserved characters, and writes every other byte as `%` and two uppercase hex digits. */
function encoded(text: string): string {
  const bytes = [...Buffer.from(text, 'utf8')];
  const hex = (byte: number) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  const kept = (byte: number) => /[A-Za-z0-9\-._~]/.test(String.fromCharCode(byte));
  return bytes.map((byte) => (kept(byte) ? String.fromCharCode(byte) : hex(byte))).join('');
}

function canonicalQuery(parameters: Parameters): string {
  const names = Object.keys(parameters).sort();
  return names.map((name) => `${encoded(name)}=${encoded(parameters[name] ?? '')}`).join('&');
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

interface Unsigned {
  method: string;
  query?: Parameters;
  form?: Parameters;
}

/** Returns the request signed with ACS3, for a host. */
function acs3({ method, query = {}, form }: Unsigned, host: string) {
  const body = form === undefined ? '' : canonicalQuery(form);
  const digest = sha256(body);
  const signed: Parameters = {
    host,
    'x-acs-action': 'PutCustomEvent',
    'x-acs-content-sha256': digest,
    'x-acs-date': now,
    'x-acs-signature-nonce': randomUUID(),
    'x-acs-version': '2019-01-01',
  };
  const names = Object.keys(signed).sort();
  const lines = names.map((name) => `${name}:${signed[name]?.trim()}`);
  const request = [method, '/', canonicalQuery(query), ...lines, '', names.join(';'), digest].join('\n');
  const stringToSign = `ACS3-HMAC-SHA256\n${sha256(request)}`;
  const signature = createHmac('sha256', accessKeySecret).update(stringToSign).digest('hex');
  const Authorization = `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`;
  return {
    ...{ method, body, path: `/?${canonicalQuery(query)}` },
    headers: { ...signed, Authorization, ...(form && { 'Content-Type': FORM }) },
  };
}

/** Returns the request signed with version 1. */
function version1({ method, query = {}, form }: Unsigned) {
  const own: Parameters = {
    Action: 'PutCustomEvent',
    Version: '2019-01-01',
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    AccessKeyId: accessKeyId,
    Timestamp: now,
    SignatureNonce: randomUUID(),
  };
  const text = [method, '%2F', encoded(canonicalQuery({ ...query, ...own, ...form }))].join('&');
  const signature = createHmac('sha1', `${accessKeySecret}&`).update(text).digest('base64');
  const signedQuery = canonicalQuery({ ...query, ...own });
  return {
    method,
    path: `/?${signedQuery}&Signature=${encoded(signature)}`,
    body: form === undefined ? '' : canonicalQuery(form),
    headers: { ...(form && { 'Content-Type': FORM }) },
  };
}

const VALUES = [
  "~*+%'!()",
  'two words',
  '磁盘使用率 97 %',
  'fire 🔥',
  'a&b=c#d?e/f',
  '%7E%2B+',
  'line\nline',
  '-._~',
];

/** Eleven events and more, so that the order of `EventInfo.10` and `EventInfo.2` matters. */
const events = [...VALUES, ...VALUES].map((value, index) => ({
  EventName: `${value} ${index}`,
  Content: value,
}));
const parameters: Parameters = Object.fromEntries(
  events.flatMap((event, index) =>
    Object.entries(event).map(([name, value]) => [`EventInfo.${index + 1}.${name}`, value]),
  ),
);
const half = (first: boolean): Parameters =>
  Object.fromEntries(Object.entries(parameters).filter((_, index) => index < 10 === first));

const places: [string, Unsigned][] = [
  ['the query of a POST', { method: 'POST', query: parameters }],
  ['the query of a GET', { method: 'GET', query: parameters }],
  ['a form', { method: 'POST', form: parameters }],
  ['the query and a form', { method: 'POST', query: half(true), form: half(false) }],
];

it.each(places)('accepts an ACS3 signature of the guide with the events in %s', async (_place, unsigned) => {
  const server = await runningServer();
  const sent = await send(server.url, acs3(unsigned, new URL(server.url).host));
  expect([sent.status, JSON.parse(sent.text).Code]).toEqual([200, '200']);
  const [request] = await server.requests();
  expect(request?.items.map(({ result }) => result)).toMatchObject(events);
});

it.each(places)(
  'accepts a version 1 signature of the guide with the events in %s',
  async (_place, unsigned) => {
    const server = await runningServer();
    const sent = await send(server.url, version1(unsigned));
    expect([sent.status, JSON.parse(sent.text).Code]).toEqual([200, '200']);
    const [request] = await server.requests();
    expect(request?.items.map(({ result }) => result)).toMatchObject(events);
  },
);

it('refuses a signature of another host, and one of another method', async () => {
  const server = await runningServer();
  const [, unsigned] = places[0] ?? ['', { method: 'POST' }];
  const wrong = [acs3(unsigned, 'elsewhere'), { ...version1(unsigned), method: 'GET' }];
  for (const request of wrong) {
    const sent = await send(server.url, {
      ...request,
      headers: { ...request.headers, host: new URL(server.url).host },
    });
    expect([sent.status, JSON.parse(sent.text).Code]).toEqual([400, 'SignatureDoesNotMatch']);
  }
});
