/** Reports that a body that cannot be read is compressed. */
import type { Contract } from '../../contract/contract.ts';
import { finding } from '../../contract/findings.ts';
import type { Exchange } from '../exchange.ts';
import type { Judgement } from '../verdict.ts';

/** The code of a warning that all contracts have. */
const COMPRESSED = 'compressed-body';

/** The first bytes of what common tools write. Brotli has none. */
const SIGNATURES: readonly (readonly [name: string, ...bytes: number[]])[] = [
  ['gzip', 0x1f, 0x8b],
  ['zstd', 0x28, 0xb5, 0x2f, 0xfd],
  ['deflate', 0x78, 0x01],
  ['deflate', 0x78, 0x5e],
  ['deflate', 0x78, 0x9c],
  ['deflate', 0x78, 0xda],
];

/**
 * Adds the warning to the refusal of a body that is no text, or no JSON. For bytes that are no text, its advice replaces
 * the one of the refusal: how characters are encoded is not the cause.
 */
export function withCompression(
  contract: Contract,
  { headers, bytes }: Pick<Exchange, 'headers' | 'bytes'>,
  refusal: Judgement,
): Judgement {
  const isText = refusal.refusal?.code !== contract.operation.reasons['invalid-utf8'];
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
