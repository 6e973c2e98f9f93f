/** Builds the HTTP request of a scenario. */
import {
  bodyMediaType,
  isObject,
  type Json,
  type JsonObject,
  type OperationEntry,
  parametersOf,
} from '@pushspec/contract';
import { adapterOf, type Credential } from '../apis/api-adapter.ts';
import { measuredBytes } from '../contract/body-value.ts';
import { type Contract, operationFacts } from '../contract/contract.ts';
import {
  fill,
  fillJsonString,
  MissingValueError,
  type PlaceholderValues,
  pathSegment,
} from '../scenario/placeholders.ts';
import type { Call, RawRequest, SignDeviations } from '../scenario/scenario.ts';
import type { WireRequest } from '../target/wire.ts';
import { type HeaderLayer, headerValue, mergedHeaders, presentHeaders } from './headers.ts';
import { type Sign, signedHeaders } from './sign.ts';

export interface RequestContext {
  readonly contract: Contract;
  readonly entry: OperationEntry;
  /** The credential that sends the request. */
  readonly credential: Credential;
  /** Credentials of all roles, for signing with another one. */
  readonly roles: Readonly<Record<string, Credential>>;
  readonly placeholderValues: PlaceholderValues;
  /** Creates signatures. Without it, only unsigned requests can be built. */
  readonly sign: Sign | undefined;
}

/** Returns the request that a correct client sends for a typed call. */
export function requestOfCall(call: Call, context: RequestContext): WireRequest {
  const { contract, credential } = context;
  const body = adapterOf(contract.api).bodyOf(filledCall(call, context), credential);
  return assemble({ body: encodedBody(body, context) }, context);
}

/** Returns the call with its placeholders filled in, as passed to a client. */
export function filledCall(call: Call, context: RequestContext): Call {
  const { contract, entry, credential, placeholderValues } = context;
  const { bodyOf } = adapterOf(contract.api);
  const { path } = operationFacts(contract, entry);
  const sizeOf = (padded: Call) => {
    const body = encodedBody(bodyOf(padded, credential), context);
    return measuredBytes(contract, entry, { target: path, body }) ?? body.length;
  };
  return paddedCall(fill(call as JsonObject, placeholderValues) as Call, sizeOf);
}

/** Returns the request that a scenario spells out. */
export function requestOfRaw(raw: RawRequest, context: RequestContext): WireRequest {
  const { method, path, headers, sign } = raw;
  const parts = fill(
    withoutUndefined({ path, headers, sign }) as JsonObject,
    context.placeholderValues,
  ) as unknown as RawRequest;
  const body = bodyOf(raw, context);
  const { rpc, path: plain } = operationFacts(context.contract, context.entry);
  // Other methods carry parameters in the query, because many of them have no body.
  const place = raw.parameters ?? (method !== undefined && path === undefined ? 'query' : 'form');
  if (rpc && raw.json !== undefined && place !== 'form') {
    const pairs = String(body).split('&');
    const isInQuery = (index: number) => place === 'query' || index % 2 === 0;
    const [query, form] = [true, false].map((side) =>
      pairs.filter((_, index) => isInQuery(index) === side).join('&'),
    );
    const rest = form ? Buffer.from(form) : undefined;
    const start = path ?? plain;
    const target = `${start}${start.includes('?') ? '&' : '?'}${query}`;
    return assemble({ ...parts, method, path: target, body: rest }, context);
  }
  return assemble({ ...parts, method, body }, context);
}

interface Parts {
  readonly method?: string | undefined;
  readonly path?: string;
  readonly headers?: HeaderLayer;
  readonly sign?: RawRequest['sign'];
  readonly body: Buffer | undefined;
}

function assemble(parts: Parts, context: RequestContext): WireRequest {
  const { contract, entry, credential } = context;
  const { body, method = entry.method } = parts;
  const target = parts.path ?? pathOf(operationFacts(contract, entry).path, credential);
  const mediaType: HeaderLayer = body ? { 'Content-Type': bodyMediaType(entry) } : {};
  const headers = mergedHeaders(mediaType, apiKeyHeader(context), parts.headers ?? {});
  const { signed, signRequest } = adapterOf(context.contract.api);
  if (!signed || parts.sign === false) {
    const request = { method, target, headers: sendable(presentHeaders(headers)), body };
    if (!signRequest || parts.sign === false) return request;
    const deviations = parts.sign ?? {};
    const signer = credentialOf(deviations, context);
    const nowMs = context.placeholderValues.now;
    const own = signRequest(request, { contract, entry, credential: signer, deviations, nowMs });
    return { ...own, headers: sendable(presentHeaders(mergedHeaders(own.headers, headers))) };
  }
  const options = { ...signer(parts.sign ?? {}, context), method, target, headers, body };
  return { method, target, headers: sendable(signedHeaders(options)), body };
}

/** Characters that a header cannot carry: line breaks and anything outside Latin-1. */
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/;

function sendable(headers: Record<string, string>): Record<string, string> {
  const [name] = Object.entries(headers).find(([, value]) => UNSENDABLE.test(value)) ?? [];
  if (name === undefined) return headers;
  throw new MissingValueError(`the configuration has a value for ${name} that an HTTP header cannot carry`);
}

/** Returns the credential that signs. */
function credentialOf({ as }: SignDeviations, { credential, roles }: RequestContext): Credential {
  const found = as === undefined ? credential : roles[as];
  if (found) return found;
  throw new MissingValueError(`the configuration has no credential for ${as}`);
}

function signer(deviations: SignDeviations, context: RequestContext) {
  const { contract, entry, placeholderValues } = context;
  const credential = credentialOf(deviations, context);
  if (!context.sign)
    throw new MissingValueError('requests to this operation are signed, but there is no signer');
  return {
    contract,
    operation: entry.operation,
    credential,
    deviations,
    nowMs: placeholderValues.now,
    sign: context.sign,
  };
}

/** Fills the path parameters from the credential. An empty one is removed with its slash. */
function pathOf(path: string, credential: Credential): string {
  return path.replace(/\/\{(\w+)\}/g, (_, name: string) => {
    const value = String(credential[name] ?? '');
    return value === '' ? '' : `/${pathSegment(value)}`;
  });
}

/** Returns the API key header, if the contract declares one and the credential has a value. */
function apiKeyHeader({ contract, credential }: RequestContext): HeaderLayer {
  const schemes = contract.document.components.securitySchemes;
  const scheme = Object.values(isObject(schemes) ? schemes : {}).find(
    (candidate) => isObject(candidate) && candidate.type === 'apiKey' && candidate.in === 'header',
  );
  if (!isObject(scheme) || credential.apiKey === undefined) return {};
  return { [String(scheme.name)]: headerValue(String(credential.apiKey)) };
}

function bodyOf({ body, json, base64, size }: RawRequest, context: RequestContext): Buffer | undefined {
  const { placeholderValues } = context;
  const bytes =
    json !== undefined
      ? encodedBody(fill(json, placeholderValues), context)
      : base64 !== undefined
        ? Buffer.from(base64, 'base64')
        : body !== undefined
          ? Buffer.concat([fillJsonString(body, placeholderValues)].flat().map(bytesOf))
          : undefined;
  if (size === undefined || bytes === undefined) return bytes;
  const missing = Number(fill(size, placeholderValues)) - bytes.length;
  if (missing < 0) throw new Error(`the body has ${-missing} bytes more than its size`);
  return Buffer.concat([bytes, Buffer.alloc(missing, ' ')]);
}

/** Returns the bytes of a part of a body: a string, or `{ hex }`. */
function bytesOf(part: Json): Buffer {
  return isObject(part) ? Buffer.from(String(part.hex), 'hex') : Buffer.from(String(part));
}

/** Encodes the body in the operation's media type: JSON or form parameters. */
function encodedBody(value: Json, { contract, entry }: RequestContext): Buffer {
  const { rpc } = operationFacts(contract, entry);
  return Buffer.from(rpc ? parametersOf(rpc, value) : JSON.stringify(value));
}

function withoutUndefined(properties: object): object {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

/**
 * Pads a typed call: replaces `{ padTo: bytes }` in it with a string that makes the body that large. `sizeOf` returns the
 * size of a call's body in bytes.
 */
export function paddedCall(call: Call, sizeOf: (call: Call) => number): Call {
  const target = padTarget(call as Json);
  if (target === undefined) return call;
  const withText = (text: string) => replaced(call as Json, text) as Call;
  const missing = target - sizeOf(withText(''));
  if (missing < 0) throw new Error(`the body has ${-missing} bytes more than padTo`);
  return withText('x'.repeat(missing));
}

function padTarget(node: Json): number | undefined {
  if (typeof node !== 'object' || node === null) return undefined;
  if (isPad(node)) return Number(node.padTo);
  for (const child of Object.values(node)) {
    const found = padTarget(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function replaced(node: Json, text: string): Json {
  if (isPad(node)) return text;
  if (Array.isArray(node)) return node.map((child) => replaced(child, text));
  if (!isObject(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([name, child]) => [name, replaced(child, text)]));
}

function isPad(node: Json): node is { padTo: Json } {
  return isObject(node) && typeof node.padTo === 'number' && Object.keys(node).length === 1;
}
