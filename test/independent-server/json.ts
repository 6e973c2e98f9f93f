/** Parses JSON as the contracts require. */
import type { Json } from './service.ts';

/** Decodes UTF-8, or returns `undefined` if the bytes are invalid. Keeps a byte order mark. */
export function utf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Parses JSON, or returns `undefined` if it is invalid. */
export function parseJson(text: string): { value: Json } | undefined {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return undefined;
  }
}

/** Returns the literal of the last number with this name. */
export function literalOf(text: string, name: string, flags = ''): string | undefined {
  const found = [...text.matchAll(new RegExp(`"${name}"\\s*:\\s*(-?[0-9.eE+-]+)`, `g${flags}`))];
  return found.at(-1)?.[1];
}

/** Returns the value of a number literal. A server with a deliberate mistake may accept one with a fraction, such as `7.0`. */
export function integerOf(literal: string): bigint {
  return /^-?[0-9]+$/.test(literal) ? BigInt(literal) : BigInt(Math.trunc(Number(literal)));
}

/** Escapes raw control characters in strings. */
export function escapeControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: matches control characters on purpose.
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

/** Returns the nesting depth of arrays and objects. */
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

/** Returns the name of the JSON type. */
export function typeOf(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
