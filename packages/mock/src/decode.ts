/** Decodes a request body to JSON, or returns the reason code with which the vendor refuses it. */
import {
  bodyOfParameters,
  firstInvalidUtf8,
  type Json,
  type Rpc,
  readJson,
  reasonOfFault,
  type SentParameters,
  scanJson,
} from '@pushspec/contract';
import type { MessageParameters } from '@pushspec/contract/reasons';
import type { MockedOperation } from './operation.ts';

export type Decoded = { body: Json } | Refusal;

export interface Refusal {
  readonly code: string;
  /** Message parameters for this request. Absent if the example's message fits. */
  readonly parameters?: MessageParameters;
}

export interface EncodedRequest {
  /** Headers by lowercase name. */
  headers: Readonly<Record<string, string>>;
  bytes: Buffer;
}

export function decode(operation: MockedOperation, { headers, bytes }: EncodedRequest): Decoded {
  const { requestReasons: reasons, maxDepth, jsonRules } = operation;
  const refusalFor = (name: string, parameters?: MessageParameters): Decoded => ({
    code: (reasons[name] ?? reasons.other) as string,
    ...(parameters && { parameters }),
  });
  if (!isEncodingSupported(operation, headers['content-encoding'])) return refusalFor('content-encoding');
  if (bytes.length === 0) return refusalFor('empty-body');
  if (!isMediaTypeSupported(operation, headers['content-type'] ?? '')) return refusalFor('media-type');
  const index = firstInvalidUtf8(bytes);
  if (index !== undefined) return refusalFor('invalid-utf8', { index });
  // JSON nested n deep has at least n brackets.
  const isDeep = () => scanJson(bytes, { ...jsonRules, maxDepth: maxDepth.value }).depth > maxDepth.value;
  if (bytes.length > maxDepth.value && isDeep()) return { code: maxDepth.code };
  const { value, problem } = readJson(bytes, jsonRules);
  if (problem) return refusalFor('malformed-json', { index: problem.byte, detail: problem.detail });
  return { body: value };
}

/** Builds the body from the parameters of a request. Signature parameters become properties, which the schemas ignore. */
export function decodeParameters(
  { operation, maxDepth, maxBodyBytes }: MockedOperation,
  rpc: Rpc,
  sent: SentParameters,
): Decoded {
  const decoded = bodyOfParameters(rpc, sent, { maxDepth: maxDepth.value });
  if (maxBodyBytes?.of === 'values' && decoded.valueBytes > maxBodyBytes.value)
    return { code: maxBodyBytes.code };
  if ('fault' in decoded) return reasonOfFault(operation, decoded.fault);
  return { body: decoded.body };
}

/**
 * Returns whether to read the body despite its Content-Encoding. The mock never decompresses. An API without a reason for
 * encodings parses the compressed bytes as JSON, which fails.
 */
function isEncodingSupported({ requestReasons }: MockedOperation, encoding = 'identity'): boolean {
  return encoding.trim().toLowerCase() === 'identity' || requestReasons['content-encoding'] === undefined;
}

/** Whether the operation reads a body of this media type. */
export function isMediaTypeSupported({ contentType, mediaType }: MockedOperation, header: string): boolean {
  if (contentType === 'any') return true;
  const [type = '', ...parameters] = header.split(';');
  if (type.trim().toLowerCase() !== mediaType) return false;
  return contentType === 'with-parameters' || parameters.length === 0;
}
