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

export interface Parsed {
  value: Json;
  literals: Record<string, string>;
}

/** The value and the literals of numbers by their name; undefined for a text that is no JSON. */
export function parseJson(text: string): Parsed | undefined {
  const literals: Record<string, string> = {};
  const keep = function (this: unknown, name: string, value: Json, context?: { source?: string }): Json {
    if (typeof value === 'number' && context?.source !== undefined) literals[name] = context.source;
    return value;
  };
  try {
    // Revived for the literals only: a reviver would lose a member called `__proto__`.
    JSON.parse(text, keep as (name: string, value: unknown) => unknown);
    return { value: JSON.parse(text) as Json, literals };
  } catch {
    return undefined;
  }
}

/** Raw control characters in strings, escaped. */
export function escapeControls(text: string): string {
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
