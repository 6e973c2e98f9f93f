/** Values in the names of cases: as JSON, on one line, and short. */
import { isObject, type Json } from '@pushspec/contract';

/** Longer values are cut in the middle. */
const LONGEST = 60;
const HEAD = 36;
const TAIL = 12;

/**
 * The value, and in parentheses what it is among the values that are tried: `"a…a" (257 characters; maxLength + 1)`.
 * `text` is how the value is written where `JSON.stringify` writes it in another way.
 */
export function describedValue(value: Json, label: string, text?: string): string {
  const written = text ?? JSON.stringify(value);
  const notes = [...sizeOf(value, written), ...(label === written ? [] : [label])];
  return shortText(written) + (notes.length === 0 ? '' : ` (${notes.join('; ')})`);
}

/** A string on one line, cut in the middle where it is long. */
export function shortText(text: string): string {
  const letters = [...visible(text)];
  if (letters.length <= LONGEST) return letters.join('');
  return `${letters.slice(0, HEAD).join('')}…${letters.slice(-TAIL).join('')}`;
}

/** How much there is of a value that is cut. */
function sizeOf(value: Json, written: string): string[] {
  if (visible(written).length <= LONGEST) return [];
  if (typeof value === 'string') return [`${[...value].length} characters`];
  if (Array.isArray(value)) return [value.length === 1 ? '1 element' : `${value.length} elements`];
  return isObject(value) ? [] : [`${written.length} digits`];
}

/** What has no shape of its own is written as an escape. */
function visible(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Zs}\p{Co}]/gu, (character) =>
      character === ' ' ? character : `\\u${character.codePointAt(0)?.toString(16).padStart(4, '0')}`,
    );
}
