/** From the bytes of a request to JSON, or to the reason code for which the vendor refuses them. */
import { isUtf8 } from 'node:buffer';
import type { Json } from '@pushspec/contract';
import { nestingDepth } from './nesting-depth.ts';
import type { MockedOperation } from './operation.ts';

export type Decoded = { body: Json } | { code: string };

export interface EncodedRequest {
  /** By lower-case name. */
  headers: Readonly<Record<string, string>>;
  bytes: Buffer;
}

export function decode(operation: MockedOperation, { headers, bytes }: EncodedRequest): Decoded {
  const { requestReasons: reasons, maxDepth } = operation;
  const because = (name: string): Decoded => ({ code: (reasons[name] ?? reasons.other) as string });
  if (!isCompressionServed(operation, headers['content-encoding'])) return because('content-encoding');
  if (bytes.length === 0) return because('empty-body');
  if (!isMediaTypeServed(operation, headers['content-type'] ?? '')) return because('media-type');
  if (!isUtf8(bytes)) return because('invalid-utf8');
  // A text nested n deep has n brackets at least.
  if (bytes.length > maxDepth.value && nestingDepth(bytes) > maxDepth.value) return { code: maxDepth.code };
  try {
    return { body: JSON.parse(bytes.toString('utf8')) as Json };
  } catch {
    return because('malformed-json');
  }
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
