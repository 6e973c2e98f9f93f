/**
 * Decodes the body from bytes to JSON. Rejects invalid UTF-8, invalid JSON and bodies nested too deeply, and warns that
 * an unreadable body is compressed.
 */
import {
  firstInvalidUtf8,
  firstOverflow,
  type JsonProblem,
  readJson,
  scanJson,
  utf8Text,
} from '@pushspec/contract';
import { bodyLimit, type Contract, requestReason, wireLimit } from '../../contract/contract.ts';
import { finding, refuse } from '../../contract/findings.ts';
import type { Exchange } from '../exchange.ts';
import { mediaTypeParameters } from '../unread-form.ts';
import type { Evaluation } from '../verdict.ts';

/** Rejects a body over the contract's size limit, or over `safetyBytes` if the contract has none. */
export function sizeStep(contract: Contract, safetyBytes: number) {
  const { value, reason = requestReason(contract, 'other') } = wireLimit(contract) ?? { value: safetyBytes };
  const limit = bodyLimit(contract)?.value ?? safetyBytes;
  return (exchange: Exchange): Evaluation | undefined =>
    exchange.size > value
      ? refuse(contract, reason, { parameters: { limit, size: exchange.size } })
      : undefined;
}

/** Rejects a body whose media type is not the contract's. */
export function mediaTypeStep(contract: Contract) {
  const { contentType, mediaType, rpc } = contract.operation;
  return (exchange: Exchange): Evaluation | undefined => {
    if (contentType === 'any') return undefined;
    // All parameters may be in the query.
    if (rpc && exchange.size === 0) return undefined;
    const header = exchange.headers['content-type'] ?? '';
    const [type = '', ...parameters] = header.split(';');
    const fits =
      type.trim().toLowerCase() === mediaType &&
      (contentType === 'with-parameters' || parameters.length === 0);
    if (fits) return undefined;
    return refuse(contract, requestReason(contract, 'media-type'), {
      parameters: mediaTypeParameters(contract, exchange),
    });
  };
}

/** Rejects a compressed body, if the contract has a reason for it. */
export function contentEncodingStep(contract: Contract) {
  return (exchange: Exchange): Evaluation | undefined => {
    const code = contract.operation.reasons['content-encoding'];
    const encoding = exchange.headers['content-encoding'];
    if (code === undefined || encoding === undefined || encoding.toLowerCase() === 'identity')
      return undefined;
    return refuse(contract, code, { parameters: { got: encoding.slice(0, 100) } });
  };
}

/** Decodes the body into `exchange.body`. */
export function jsonStep(contract: Contract) {
  const { depth } = contract.operation.limits;
  const { leniency } = contract.operation;
  const overflow = overflowIn(contract);
  const malformed = (exchange: Exchange, { byte, detail }: JsonProblem, code: string) => {
    const refusal = refuse(contract, code, { parameters: { index: byte, detail } });
    return withCompression(contract, exchange, withByteOrderMark(contract, exchange, refusal));
  };
  return (exchange: Exchange): Evaluation | undefined => {
    const { bytes } = exchange;
    if (bytes.length === 0) {
      // As BlueKing's receiver does. No other API's response contains the address.
      const ip = exchange.headers['x-forwarded-for'] ?? exchange.ip;
      return refuse(contract, requestReason(contract, 'empty-body'), { parameters: { ip } });
    }
    const index = leniency.invalidUtf8 ? undefined : firstInvalidUtf8(bytes);
    if (index !== undefined) {
      const refusal = refuse(contract, requestReason(contract, 'invalid-utf8'), { parameters: { index } });
      return withCompression(contract, exchange, refusal);
    }
    const text = leniency.invalidUtf8 ? utf8Text(bytes) : bytes.toString('utf8');
    exchange.text = text;
    if (countOpenings(text) > depth.value) {
      const scan = scanJson(bytes, { ...leniency, maxDepth: depth.value });
      const parameters = { limit: depth.value, index: scan.end };
      if (scan.depth > depth.value) return refuse(contract, String(depth.reason), { parameters });
    }
    const { value, problem } = readJson(bytes, leniency, text);
    if (problem) return malformed(exchange, problem, requestReason(contract, 'malformed-json'));
    const infinite = overflow?.(bytes, text);
    if (infinite) return malformed(exchange, infinite.problem, infinite.reason);
    exchange.body = value;
    return undefined;
  };
}

/** A number that may be too large for a double: with a long exponent, or with many digits and a short one. */
const LARGE_NUMBER = /[eE]\+?\d{3}|\d{200}/;

/** Returns the check for numbers that no double holds, or `undefined` if decoding refuses none. */
function overflowIn({ operation: { limits, leniency } }: Contract) {
  const { finiteNumbers } = limits;
  if (!finiteNumbers) return undefined;
  const { property, reason } = finiteNumbers;
  const isNamed = (name: string) => (leniency.anyCaseNames ? name.toLowerCase() : name) === property;
  return (bytes: Uint8Array, text: string) => {
    if (!LARGE_NUMBER.test(text)) return undefined;
    const byte = firstOverflow(bytes, isNamed, leniency);
    const problem = { byte: byte ?? 0, detail: 'float number is infinity' } as const;
    return byte === undefined ? undefined : { reason, problem };
  };
}

/** Codes of warnings that all contracts with a JSON body have. */
const COMPRESSED = 'compressed-body';
const BYTE_ORDER_MARK = 'byte-order-mark';

const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Adds the warning to the rejection of a body that starts with a byte order mark, and replaces the fix. */
function withByteOrderMark(
  contract: Contract,
  { bytes }: Pick<Exchange, 'bytes'>,
  refusal: Evaluation,
): Evaluation {
  if (!bytes.subarray(0, MARK.length).equals(MARK) || !(BYTE_ORDER_MARK in contract.reasons)) return refusal;
  const warning = finding(contract, BYTE_ORDER_MARK);
  const [first, ...others] = refusal.reasons;
  const reasons = first ? [{ ...first, fix: warning.fix }, ...others] : [];
  return { ...refusal, reasons, warnings: [...refusal.warnings, warning] };
}

/** First bytes of common compression formats. Brotli has none. */
const SIGNATURES: readonly (readonly [name: string, ...bytes: number[]])[] = [
  ['gzip', 0x1f, 0x8b],
  ['zstd', 0x28, 0xb5, 0x2f, 0xfd],
  ['deflate', 0x78, 0x01],
  ['deflate', 0x78, 0x5e],
  ['deflate', 0x78, 0x9c],
  ['deflate', 0x78, 0xda],
];

/**
 * Adds the warning to the rejection of a body that is not UTF-8 or not JSON. If it is not UTF-8, the warning's fix
 * replaces that of the rejection, because the character encoding is not the cause.
 */
function withCompression(
  contract: Contract,
  { headers, bytes }: Pick<Exchange, 'headers' | 'bytes'>,
  refusal: Evaluation,
): Evaluation {
  const isText = firstInvalidUtf8(bytes) === undefined;
  const encoding = declared(headers['content-encoding']) ?? (isText ? undefined : recognized(bytes));
  if (encoding === undefined || !(COMPRESSED in contract.reasons)) return refusal;
  const warning = finding(contract, COMPRESSED, { parameters: { encoding } });
  const [first, ...others] = refusal.reasons;
  const reasons = first && !isText ? [{ ...first, fix: warning.fix }, ...others] : refusal.reasons;
  return { ...refusal, reasons, warnings: [...refusal.warnings, warning] };
}

function declared(header = ''): string | undefined {
  const codings = header.trim().slice(0, 100);
  return codings === '' || codings.toLowerCase() === 'identity' ? undefined : codings;
}

function recognized(bytes: Uint8Array): string | undefined {
  return SIGNATURES.find(([, ...signature]) => signature.every((byte, index) => bytes[index] === byte))?.[0];
}

/**
 * Returns an upper bound for the number of arrays and objects. Brackets in strings count too. Searching a string is far
 * cheaper than reading each byte.
 */
export function countOpenings(json: string): number {
  return occurrences(json, '[') + occurrences(json, '{');
}

function occurrences(json: string, character: string): number {
  let count = 0;
  for (let index = json.indexOf(character); index >= 0; index = json.indexOf(character, index + 1)) count++;
  return count;
}
