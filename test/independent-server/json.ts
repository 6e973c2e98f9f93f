/** Bytes to JSON, with what the contracts ask of it. */
import type { Json } from './service.ts';

/** The text of the bytes; undefined where they are no UTF-8. A byte order mark stays. */
export function utf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The value of a JSON text; undefined for a text that is none. */
export function parseJson(text: string): { value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

/** How the last number with this name is written. */
export function literalOf(text: string, name: string, flags = ''): string | undefined {
  const found = [...text.matchAll(new RegExp(`"${name}"\\s*:\\s*(-?[0-9.eE+-]+)`, `g${flags}`))];
  return found.at(-1)?.[1];
}

/** Raw control characters in strings, escaped. */
export function escapeControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (!/[\u0000-\u001f]/.test(text)) return text;
  let result = '';
  let isInString = false;
  for (let index = 0; index < text.length; index++) {
    const letter = text[index] as string;
    if (letter === '"') isInString = !isInString;
    if (isInString && letter === '\\') {
      result += letter + (text[++index] ?? '');
    } else if (isInString && letter < ' ') {
      result += `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
    } else {
      result += letter;
    }
  }
  return result;
}

/** How deeply lists and objects are nested. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index++) {
    const letter = text[index];
    if (isInString && letter === '\\') index++;
    else if (letter === '"') isInString = !isInString;
    else if (!isInString && (letter === '[' || letter === '{')) deepest = Math.max(deepest, ++depth);
    else if (!isInString && (letter === ']' || letter === '}')) depth--;
  }
  return deepest;
}

/** The name of a JSON type. */
export function typeOf(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
