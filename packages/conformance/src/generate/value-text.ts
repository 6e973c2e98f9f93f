/** Formats values for case names: as short JSON on one line. */
import { isObject, type Json } from '@pushspec/contract';

/** Longer values are shortened in the middle. */
const MAX_LENGTH = 60;
const HEAD = 36;
const TAIL = 12;

/**
 * Formats a value with its label in parentheses: `"a…a" (257 characters; maxLength + 1)`.
 * `literal` is the JSON of the value if it differs from `JSON.stringify`.
 */
export function describedValue(value: Json, label: string, literal?: string): string {
  const written = literal ?? JSON.stringify(value);
  const notes = [...sizeOf(value, written), ...(label === written ? [] : [label])];
  return shortText(written) + (notes.length === 0 ? '' : ` (${notes.join('; ')})`);
}

/** Formats a string on one line, shortened in the middle if it is long. */
export function shortText(text: string): string {
  const letters = [...visible(text)];
  if (letters.length <= MAX_LENGTH) return letters.join('');
  return `${letters.slice(0, HEAD).join('')}…${letters.slice(-TAIL).join('')}`;
}

/** Describes the size of a shortened value. */
function sizeOf(value: Json, written: string): string[] {
  if (visible(written).length <= MAX_LENGTH) return [];
  if (typeof value === 'string') return [`${[...value].length} characters`];
  if (Array.isArray(value)) return [value.length === 1 ? '1 element' : `${value.length} elements`];
  return isObject(value) ? [] : [`${written.length} digits`];
}

/** Escapes invisible characters. */
function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Zs}\p{Co}]/gu, (character) =>
      character === ' ' ? character : `\\u${character.codePointAt(0)?.toString(16).padStart(4, '0')}`,
    );
}
