/**
 * Adapter for CloudMonitor's RPC API: `call` is `{ events }` for PutCustomEvent and `{ event: { EventInfo } }` for PutEvent.
 * It signs on its own, so that the suite does not repeat a mistake of the server.
 */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { type Acs3Scheme, isObject, type Json, type Rpc, type RpcV1Scheme } from '@pushspec/contract';
import { operationFacts } from '../contract/contract.ts';
import type { SignDeviations } from '../scenario/scenario.ts';
import { headerOf, type WireRequest } from '../target/wire.ts';
import type { ApiAdapter, RequestSigning } from './api-adapter.ts';
import { cloudmonitor } from './cloudmonitor.ts';

const HOST = 'metrics.cn-hangzhou.aliyuncs.com';
const FORM = 'application/x-www-form-urlencoded';

export const cloudmonitorRpc: ApiAdapter = {
  ...cloudmonitor,
  signed: false,
  ownHeaders: /^authorization$|^host$|^x-acs-accesskey-id$/i,
  boundHeaders: /^x-acs-/i,
  acceptedCall: (_, operation) =>
    operation === 'putEvent'
      ? { event: { EventInfo: [{ name: 'restart', content: 'restarted' }] } }
      : { events: [{ EventName: 'restart', Content: 'restarted' }] },
  bodyOf: ({ event, events = null }) => event ?? { EventInfo: events },
  callOf(body, _, operation) {
    const isList = isObject(body) && Array.isArray(body.EventInfo) && Object.keys(body).length === 1;
    if (!isList) return undefined;
    return operation === 'putEvent' ? { event: body } : { events: body.EventInfo as Json };
  },
  signRequest(request, signing) {
    const { deviations, contract, entry } = signing;
    const { rpc, signingSchemes } = operationFacts(contract, entry);
    const { acs3, rpcV1 } = signingSchemes ?? {};
    if (!rpc || !acs3 || !rpcV1) throw new Error(`the contract of ${contract.api} has no signing schemes`);
    return deviations.scheme === 'rpc-v1'
      ? signedWithV1(request, { ...signing, rpcV1 })
      : signedWithAcs3(request, { ...signing, rpc, acs3 });
  },
};

type Pair = readonly [name: string, value: string];

function signedWithAcs3(
  request: WireRequest,
  { credential, deviations, nowMs, rpc, acs3 }: RequestSigning & { rpc: Rpc; acs3: Acs3Scheme },
): WireRequest {
  const { fields, algorithm } = acs3;
  const { accessKeyId, accessKeySecret, securityToken } = strings(credential);
  const body = deviations.body === undefined ? request.body : Buffer.from(deviations.body);
  const digest = createHash(algorithm.hash)
    .update(body ?? '')
    .digest('hex');
  const named = [rpc.action, rpc.version].flatMap((one): Pair[] =>
    one?.header ? [[one.header, one.value]] : [],
  );
  const own: Pair[] = [
    ['Host', HOST],
    ...named,
    ...optional(fields.timestamp.name, timestampOf(deviations, nowMs)),
    ...optional(fields.nonce.name, deviations.nonce === undefined ? randomUUID() : deviations.nonce),
    [fields.digest.name, digest],
    ...(securityToken === undefined
      ? []
      : ([
          [fields.securityToken.name, securityToken],
          [fields.securityTokenKeyId?.name ?? '', accessKeyId],
        ] as const)),
  ];
  const headers = {
    ...Object.fromEntries(
      own.filter(([name]) => isKept(name, deviations) && headerOf(request.headers, name) === undefined),
    ),
    ...request.headers,
  };
  const signed = Object.entries({ ...headers, ...deviations.headers })
    .map(([name, value]): Pair => [name.toLowerCase(), value.trim()])
    .filter(([name]) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'))
    .filter(([name]) => !deviations.unsigned?.includes(name))
    .sort(byName);
  const names = signed.map(([name]) => name).join(';');
  const [, query = ''] = request.target.split('?', 2);
  const canonical = [
    ...[deviations.method ?? request.method, '/', canonicalQuery([...new URLSearchParams(query)])],
    ...signed.map(([name, value]) => `${name}:${value}`),
    ...['', names, digest],
  ].join('\n');
  const text = `${algorithm.value}\n${createHash(algorithm.hash).update(canonical).digest('hex')}`;
  const hmac = createHmac(algorithm.hash, deviations.secret ?? accessKeySecret).update(text);
  const signature = deviations.signature ?? hmac.digest('hex');
  const authorization = `${algorithm.value} Credential=${accessKeyId},SignedHeaders=${names},Signature=${signature}`;
  return { ...request, headers: { [acs3.selectedBy.name]: authorization, ...headers } };
}

function signedWithV1(
  request: WireRequest,
  { credential, deviations, nowMs, rpcV1 }: RequestSigning & { rpcV1: RpcV1Scheme },
): WireRequest {
  const { fields, selectedBy, algorithm } = rpcV1;
  const { accessKeyId, accessKeySecret, securityToken } = strings(credential);
  const own = [
    [fields.accessKeyId.name, accessKeyId],
    ...optional(fields.timestamp.name, timestampOf(deviations, nowMs)),
    ...optional(fields.nonce.name, deviations.nonce === undefined ? randomUUID() : deviations.nonce),
    [fields.algorithm.name, algorithm.value],
    [fields.version.name, String(fields.version.value)],
    ...optional(fields.securityToken.name, securityToken),
  ].filter(([name]) => isKept(String(name), deviations)) as Pair[];
  const [path = '', query] = splitTarget(request.target);
  const isForm = request.body !== undefined && headerOf(request.headers, 'content-type')?.startsWith(FORM);
  const sent = [query, isForm ? request.body?.toString('utf8') : undefined].map((text) => [
    ...new URLSearchParams(text ?? ''),
  ]);
  const given = new Set(sent.flat().map(([name]) => name));
  const added = own.filter(([name]) => !given.has(name));
  const all = [...sent.flat(), ...added].map(
    ([name, value]): Pair => [name, deviations.headers?.[name] ?? value],
  );
  const signed = canonicalQuery(all.filter(([name]) => !deviations.unsigned?.includes(name)));
  const text = [deviations.method ?? request.method, encoded('/'), encoded(signed)].join('&');
  const hmac = createHmac(algorithm.hash, `${deviations.secret ?? accessKeySecret}&`).update(text);
  const signature = deviations.signature ?? hmac.digest('base64');
  const more = canonicalQuery([
    ...added,
    ...(isKept(selectedBy.name, deviations) ? [[selectedBy.name, signature] as const] : []),
  ]);
  const joined = (text: string | undefined) => [text, more].filter(Boolean).join('&');
  // The SDKs send the signature in the query, and the events there or in a form.
  return isForm && query === undefined
    ? { ...request, body: Buffer.from(joined(request.body?.toString('utf8'))) }
    : { ...request, target: `${path}?${joined(query)}` };
}

function strings(credential: RequestSigning['credential']) {
  const { accessKeyId, accessKeySecret, securityToken } = credential;
  return {
    accessKeyId: String(accessKeyId),
    accessKeySecret: String(accessKeySecret),
    securityToken: securityToken === undefined ? undefined : String(securityToken),
  };
}

function splitTarget(target: string): [string, string | undefined] {
  const mark = target.indexOf('?');
  return mark < 0 ? [target, undefined] : [target.slice(0, mark), target.slice(mark + 1)];
}

function isKept(name: string, { without = [] }: SignDeviations): boolean {
  return !without.includes(name);
}

function optional(name: string, value: string | null | undefined): Pair[] {
  return value === undefined || value === null ? [] : [[name, value]];
}

/** Returns the timestamp. An HTTP date, which clock rules write, is written in the vendor's layout. */
function timestampOf({ date }: SignDeviations, nowMs: number): string | null {
  if (date === null) return null;
  if (date !== undefined && !date.endsWith('GMT')) return date;
  return `${new Date(date ?? nowMs).toISOString().slice(0, 19)}Z`;
}

function canonicalQuery(pairs: readonly Pair[]): string {
  return [...pairs]
    .sort(byName)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&');
}

function byName([a]: Pair, [b]: Pair): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function encoded(text: string): string {
  const escaped = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, escaped);
}
