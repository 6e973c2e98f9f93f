/** Finds numbers that change when JSON is parsed to 64-bit doubles and serialized again. */
import { beginValue, type Level, levelWith, pointerTo } from './json-levels.ts';
import { isNumber, stringIn } from './json-properties.ts';
import { scanJson } from './json-scan.ts';
import { utf8Text } from './utf8.ts';

/** A number in JSON source that would be sent as another number. */
export interface InexactNumber {
  readonly pointer: string;
  /** Offset of its first byte. */
  readonly byte: number;
  /** The number as it is written. */
  readonly source: string;
  /** The number that would be sent; `null` if it is beyond the range of a double. */
  readonly sent: string;
}

/** Matches any JSON that may contain such a number: many digits, or an exponent. */
const SUSPICIOUS = /\d{16}|\d\.?[eE][+-]?\d/;

/** Returns the inexact numbers in valid JSON, in source order. Pass `text` if the bytes are already decoded. */
export function inexactNumbers(bytes: Uint8Array, text: string = utf8Text(bytes)): InexactNumber[] {
  if (!SUSPICIOUS.test(text)) return [];
  const found: InexactNumber[] = [];
  const levels: Level[] = [];
  let byte = -1;
  const visitor = {
    name(start: number, end: number, level: number) {
      levels.length = level;
      levelWith(levels, stringIn(bytes, start, end));
    },
    begin(start: number, level: number) {
      byte = start;
      beginValue(levels, level, bytes[start]);
    },
    end(end: number, level: number) {
      levels.length = level;
      const start = byte;
      byte = -1;
      if (!isNumber(bytes[start])) return;
      const source = utf8Text(bytes.subarray(start, end));
      const sent = sentInstead(source);
      if (sent !== undefined) found.push({ pointer: pointerTo(levels), byte: start, source, sent });
    },
  };
  scanJson(bytes, { visitor });
  return found;
}

/**
 * Returns the number that would be sent instead of a decimal number, or `undefined` if its value stays the same. A fraction
 * may have more digits than a double: it only changes if it becomes 0 or infinity.
 */
export function sentInstead(source: string): string | undefined {
  const value = Number(source);
  const sent = JSON.stringify(value);
  if (!Number.isFinite(value)) return sent;
  const written = decimal(source);
  if (value === 0) return written.digits === '' ? undefined : sent;
  if (written.exponent < 0) return undefined;
  const read = decimal(sent);
  return written.digits === read.digits && written.exponent === read.exponent ? undefined : sent;
}

/** Returns the significant digits, without zeros at either end, and the power of ten of the last one. */
function decimal(source: string): { digits: string; exponent: number } {
  const [, whole = '', fraction = '', power = '0'] =
    /^[+-]?(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(source) ?? [];
  const all = whole + fraction;
  const last = lastNonZero(all);
  const digits = all.slice(0, last + 1).replace(/^0+/, '');
  return { digits, exponent: Number(power) - fraction.length + (all.length - 1 - last) };
}

/** Returns the index of the last digit that is not 0, or -1. A pattern such as `0+$` would take quadratic time. */
function lastNonZero(digits: string): number {
  let at = digits.length - 1;
  while (at >= 0 && digits[at] === '0') at--;
  return at;
}
