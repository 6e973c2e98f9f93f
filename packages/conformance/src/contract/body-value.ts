/** Decodes a request body into JSON the way the contract does. */
import {
  bodyOfParameters,
  type DecodedParameters,
  FORM_MEDIA_TYPE,
  isObject,
  type Json,
  type JsonObject,
  type OperationEntry,
  scanJson,
  sentParameters,
} from '@pushspec/contract';
import type { WireRequest } from '../target/wire.ts';
import { type Contract, operationFacts } from './contract.ts';
import { parsedJson } from './violation.ts';

type SentBody = Pick<WireRequest, 'target' | 'body'>;

/** Returns the decoded body, or `undefined` if the operation cannot read it. */
export function bodyValue(contract: Contract, entry: OperationEntry, request: SentBody): Json | undefined {
  const { rpc, leniency } = operationFacts(contract, entry);
  if (rpc) {
    const decoded = decodedRequest(contract, entry, request);
    return decoded && 'body' in decoded ? decoded.body : undefined;
  }
  const { body: bytes = Buffer.alloc(0) } = request;
  const { controlCharacters, invalidUtf8, anyCaseNames } = leniency;
  const decodable = invalidUtf8 ? withReplacements(bytes) : bytes;
  const value = parsedJson(controlCharacters ? withoutControlCharacters(decodable) : decodable);
  if (value === undefined || !anyCaseNames) return value;
  return lowerCased(value);
}

/** Replaces bytes that are not UTF-8. Outside of strings the result is not JSON either. */
function withReplacements(bytes: Buffer): Buffer {
  return Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
}

/** Returns the number of bytes that the contract limits, or `undefined` if the operation cannot read the body. */
export function measuredBytes(
  contract: Contract,
  entry: OperationEntry,
  request: SentBody,
): number | undefined {
  const { limits } = operationFacts(contract, entry);
  if (typeof limits.bodyBytes !== 'object' || limits.bodyBytes.of === 'wire')
    return request.body?.length ?? 0;
  const decoded = decodedRequest(contract, entry, request);
  return decoded && 'body' in decoded ? decoded.valueBytes : undefined;
}

/** Decodes the parameters of a request. A body is a form whatever its media type. */
function decodedRequest(
  contract: Contract,
  entry: OperationEntry,
  { target, body: bytes = Buffer.alloc(0) }: SentBody,
): DecodedParameters | undefined {
  const { rpc } = operationFacts(contract, entry);
  const headers = { 'content-type': FORM_MEDIA_TYPE };
  return rpc && bodyOfParameters(rpc, sentParameters({ target, headers, bytes }));
}

/** Returns how deeply the body is nested; for parameters, the JSON in them. */
export function depthOf(contract: Contract, entry: OperationEntry, request: SentBody): number {
  const { rpc } = operationFacts(contract, entry);
  if (!rpc) return scanJson(request.body ?? Buffer.alloc(0)).depth;
  const decoded = decodedRequest(contract, entry, request);
  const body = decoded && 'body' in decoded ? decoded.body : {};
  const inJson = Object.keys(rpc.style ?? {}).filter((name) => rpc.style?.[name] === 'json' && name in body);
  return Math.max(0, ...inJson.map((name) => scanJson(Buffer.from(JSON.stringify(body[name]))).depth));
}

/** Replaces control characters with spaces, which JSON allows both between tokens and in strings. */
function withoutControlCharacters(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => (byte < 0x20 ? 0x20 : byte)));
}

function lowerCased(value: Json): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [name.toLowerCase(), child]),
  ) as JsonObject;
}
