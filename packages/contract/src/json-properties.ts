/** Properties as a JSON text has them, where the parsed value does not tell enough. The text has to be valid JSON. */
import { escapePointer } from './document.ts';
import { type JsonScanOptions, scanJson } from './json-scan.ts';

type ReadOptions = Pick<JsonScanOptions, 'controlCharacters'>;

interface RepeatedOptions extends ReadOptions {
  /** How many are returned. @default all */
  readonly most?: number;
}

interface Level {
  /** Names so far; undefined in an array. */
  readonly names: Set<string> | undefined;
  /** The current name or index. */
  at: string | number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;

/** Returns JSON pointers of the properties that replace an earlier one of the same name: `JSON.parse` keeps the last one only. */
export function repeatedProperties(
  bytes: Uint8Array,
  { most = Number.POSITIVE_INFINITY, ...options }: RepeatedOptions = {},
): string[] {
  const found: string[] = [];
  const levels: Level[] = [];
  const visitor = {
    begin(start: number, level: number) {
      levels.length = level;
      const parent = levels.at(-1);
      if (typeof parent?.at === 'number') parent.at++;
      if (bytes[start] === OPEN_OBJECT) levels.push({ names: new Set(), at: '' });
      else if (bytes[start] === OPEN_ARRAY) levels.push({ names: undefined, at: -1 });
    },
    name(start: number, end: number, level: number) {
      levels.length = level;
      const { names, at } = levelWith(levels, stringIn(bytes, start, end));
      if (names?.has(String(at)) && found.length < most) found.push(pointerTo(levels));
      names?.add(String(at));
    },
  };
  scanJson(bytes, { ...options, visitor });
  return found;
}

/** The innermost level, now at this name. */
function levelWith(levels: readonly Level[], name: string): Level {
  const level = levels.at(-1) as Level;
  level.at = name;
  return level;
}

function pointerTo(levels: readonly Level[]): string {
  return levels.map(({ at }) => `/${escapePointer(String(at))}`).join('');
}

/** A property of an object as it is written. */
export interface WrittenProperty {
  /** Decoded. */
  readonly name: string;
  /** The JSON text of its value. */
  readonly text: string;
}

/** Returns the properties of the object that a text is, in their order, with those that occur twice. */
export function writtenProperties(bytes: Uint8Array, options: ReadOptions = {}): WrittenProperty[] {
  const properties: WrittenProperty[] = [];
  let name: string | undefined;
  let from = 0;
  const visitor = {
    name(start: number, end: number, level: number) {
      if (level === 1) name = stringIn(bytes, start, end);
    },
    begin(start: number, level: number) {
      if (level === 1) from = start;
    },
    end(end: number, level: number) {
      if (level !== 1 || name === undefined) return;
      properties.push({ name, text: withEscapedControls(textIn(bytes, from, end)) });
      name = undefined;
    },
  };
  scanJson(bytes, { ...options, visitor });
  return properties;
}

function stringIn(bytes: Uint8Array, start: number, end: number): string {
  return JSON.parse(withEscapedControls(textIn(bytes, start, end)));
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function textIn(bytes: Uint8Array, start: number, end: number): string {
  return decoder.decode(bytes.subarray(start, end));
}

/** Escapes the raw control characters in the strings of a JSON text that is valid but for them. */
export function withEscapedControls(text: string): string {
  const parts: string[] = [];
  let from = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) isInString = !isInString;
    else if (!isInString) continue;
    else if (code === BACKSLASH) index++;
    else if (code < SPACE) {
      parts.push(text.slice(from, index), `\\u${code.toString(16).padStart(4, '0')}`);
      from = index + 1;
    }
  }
  if (parts.length === 0) return text;
  parts.push(text.slice(from));
  return parts.join('');
}
