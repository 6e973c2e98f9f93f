/** From the bytes of a request to JSON, or to the reason code for which the vendor refuses them. */
import { firstInvalidUtf8, type Json, readJson, scanJson } from '@pushspec/contract';
import type { MessageParameters } from '@pushspec/contract/reasons';
import type { MockedOperation } from './operation.ts';

export type Decoded = { body: Json } | Refusal;

export interface Refusal {
  readonly code: string;
  /** Parameters of the message about this request; absent if the message of the example fits. */
  readonly parameters?: MessageParameters;
}

export interface EncodedRequest {
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>;
  bytes: Buffer;
}

export function decode(operation: MockedOperation, { headers, bytes }: EncodedRequest): Decoded {
  const { requestReasons: reasons, maxDepth, jsonRules } = operation;
  const because = (name: string, parameters?: MessageParameters): Decoded => ({
    code: (reasons[name] ?? reasons.other) as string,
    ...(parameters && { parameters }),
  });
  if (!isCompressionServed(operation, headers['content-encoding'])) return because('content-encoding');
  if (bytes.length === 0) return because('empty-body');
  if (!isMediaTypeServed(operation, headers['content-type'] ?? '')) return because('media-type');
  const index = firstInvalidUtf8(bytes);
  if (index !== undefined) return because('invalid-utf8', { index });
  // A text nested n deep has n brackets at least.
  const isDeep = () => scanJson(bytes, { ...jsonRules, maxDepth: maxDepth.value }).depth > maxDepth.value;
  if (bytes.length > maxDepth.value && isDeep()) return { code: maxDepth.code };
  const { value, fault } = readJson(bytes, jsonRules);
  if (fault) return because('malformed-json', { index: fault.byte, detail: fault.problem });
  return { body: value };
}

/** Nothing is ever decompressed. A vendor without a reason for it reads the compressed bytes as JSON, in vain. */
function isCompressionServed({ requestReasons }: MockedOperation, encoding = 'identity'): boolean {
  return encoding.trim().toLowerCase() === 'identity' || requestReasons['content-encoding'] === undefined;
}

function isMediaTypeServed({ contentType, mediaType }: MockedOperation, header: string): boolean {
  if (contentType === 'any') return true;
  const [type = '', ...parameters] = header.split(';');
  if (type.trim().toLowerCase() !== mediaType) return false;
  return contentType === 'with-parameters' || parameters.length === 0;
}
