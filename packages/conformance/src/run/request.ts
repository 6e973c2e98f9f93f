/** From a scenario to the request on the wire. */
import { bodyMediaType, isObject, type Json, type JsonObject, type OperationEntry } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import { fill, fillJsonText, type Meanings, MissingValue, pathSegment } from '../scenario/placeholders.ts';
import type { Call, RawRequest, SignDeviations } from '../scenario/scenario.ts';
import type { WireRequest } from '../target/wire.ts';
import { type Credential, knowledgeOf } from '../vendors/vendor.ts';
import { type HeaderLayer, headerText, overlaid, settled } from './headers.ts';
import { paddedCall } from './padded-call.ts';
import { type Sign, signedHeaders } from './sign.ts';

export interface RequestContext {
  readonly contract: Contract;
  readonly entry: OperationEntry;
  /** Who sends. */
  readonly credential: Credential;
  /** The credentials of other roles, for signatures by another one. */
  readonly roles: Readonly<Record<string, Credential>>;
  readonly meanings: Meanings;
  /** Makes signatures; without it only requests that need none can be built. */
  readonly sign: Sign | undefined;
}

/** The request that a correct client makes of a typed call. */
export function requestOfCall(call: Call, context: RequestContext): WireRequest {
  const { contract, credential } = context;
  const body = knowledgeOf(contract.vendor).bodyOf(filledCall(call, context), credential);
  return assemble({ body: textBody(body) }, context);
}

/** The call with values for its placeholders, as a client is handed it. */
export function filledCall(call: Call, { contract, credential, meanings }: RequestContext): Call {
  const { bodyOf } = knowledgeOf(contract.vendor);
  return paddedCall(fill(call as JsonObject, meanings) as Call, (padded) => bodyOf(padded, credential));
}

/** The request that a scenario describes by hand. */
export function requestOfRaw(raw: RawRequest, context: RequestContext): WireRequest {
  const { method, path, headers, sign } = raw;
  const parts = fill(
    withoutUndefined({ path, headers, sign }) as JsonObject,
    context.meanings,
  ) as unknown as RawRequest;
  return assemble({ ...parts, method, body: bodyOf(raw, context.meanings) }, context);
}

interface Parts {
  readonly method?: string | undefined;
  readonly path?: string;
  readonly headers?: HeaderLayer;
  readonly sign?: RawRequest['sign'];
  readonly body: Buffer | undefined;
}

function assemble(parts: Parts, context: RequestContext): WireRequest {
  const { entry, credential } = context;
  const { body, method = entry.method } = parts;
  const target = parts.path ?? pathOf(entry.path, credential);
  const mediaType: HeaderLayer = body ? { 'Content-Type': bodyMediaType(entry) } : {};
  const headers = overlaid(mediaType, apiKeyHeader(context), parts.headers ?? {});
  if (!knowledgeOf(context.contract.vendor).signed || parts.sign === false) {
    return { method, target, headers: sendable(settled(headers)), body };
  }
  const options = { ...signer(parts.sign ?? {}, context), method, target, headers, body };
  return { method, target, headers: sendable(signedHeaders(options)), body };
}

/** Line breaks end a header, and only characters of one byte stand in it. */
const UNSENDABLE = /[^\t\x20-\x7e\x80-\xff]/;

function sendable(headers: Record<string, string>): Record<string, string> {
  const [name] = Object.entries(headers).find(([, value]) => UNSENDABLE.test(value)) ?? [];
  if (name === undefined) return headers;
  throw new MissingValue(`the configuration has a value for ${name} that no HTTP header can carry`);
}

function signer(
  deviations: SignDeviations,
  { contract, entry, roles, meanings, ...context }: RequestContext,
) {
  const credential = deviations.as === undefined ? context.credential : roles[deviations.as];
  if (!credential) throw new MissingValue(`the configuration has no credential for ${deviations.as}`);
  if (!context.sign)
    throw new MissingValue('the requests of this operation are signed, and there is no signer');
  return {
    contract,
    operation: entry.operation,
    credential,
    deviations,
    nowMs: meanings.now,
    sign: context.sign,
  };
}

/** The path with the credential's values in its parameters; an empty one goes with its slash. */
function pathOf(path: string, credential: Credential): string {
  return path.replace(/\/\{(\w+)\}/g, (_, name: string) => {
    const value = String(credential[name] ?? '');
    return value === '' ? '' : `/${pathSegment(value)}`;
  });
}

/** The header of an API key, where the contract has one and the credential a value for it. */
function apiKeyHeader({ contract, credential }: RequestContext): HeaderLayer {
  const schemes = contract.document.components.securitySchemes;
  const scheme = Object.values(isObject(schemes) ? schemes : {}).find(
    (candidate) => isObject(candidate) && candidate.type === 'apiKey' && candidate.in === 'header',
  );
  if (!isObject(scheme) || credential.apiKey === undefined) return {};
  return { [String(scheme.name)]: headerText(String(credential.apiKey)) };
}

function bodyOf({ body, json, base64, size }: RawRequest, meanings: Meanings): Buffer | undefined {
  const bytes =
    json !== undefined
      ? textBody(fill(json, meanings))
      : base64 !== undefined
        ? Buffer.from(base64, 'base64')
        : body !== undefined
          ? Buffer.from([fillJsonText(body, meanings)].flat().join(''))
          : undefined;
  if (size === undefined || bytes === undefined) return bytes;
  const missing = Number(fill(size, meanings)) - bytes.length;
  if (missing < 0) throw new Error(`the body has ${-missing} bytes more than its size`);
  return Buffer.concat([bytes, Buffer.alloc(missing, ' ')]);
}

function textBody(value: Json): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function withoutUndefined(members: object): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
