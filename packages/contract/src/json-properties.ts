/** Reads properties from JSON source, for details that parsing loses. The JSON must be valid. */
import { beginValue, type Level, levelWith, pointerTo } from './json-levels.ts';
import { type JsonScanOptions, scanJson } from './json-scan.ts';
import { utf8Text } from './utf8.ts';

type ReadOptions = Pick<JsonScanOptions, 'controlCharacters'>;

interface RepeatedOptions extends ReadOptions {
  /** The maximum number of pointers to return. @default no limit */
  readonly most?: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/** Returns JSON pointers of repeated properties: those that replace an earlier one, because `JSON.parse` keeps only the last. */
export function repeatedProperties(
  bytes: Uint8Array,
  { most = Number.POSITIVE_INFINITY, ...options }: RepeatedOptions = {},
): string[] {
  const found: string[] = [];
  const levels: Level[] = [];
  const visitor = {
    begin(start: number, level: number) {
      beginValue(levels, level, bytes[start]);
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

/** A property as it is written in JSON source. */
export interface WrittenProperty {
  /** Decoded. */
  readonly name: string;
  /** The JSON source of the value. */
  readonly source: string;
}

/** Returns the top-level properties of a JSON object in source order, including repeated ones. */
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
      properties.push({ name, source: withEscapedControls(sourceIn(bytes, from, end)) });
      name = undefined;
    },
  };
  scanJson(bytes, { ...options, visitor });
  return properties;
}

/** Returns the JSON source of the values at JSON pointers. Of a repeated property, that of the last one. */
export function sourcesAt(
  bytes: Uint8Array,
  pointers: ReadonlySet<string>,
  options: ReadOptions = {},
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const levels: Level[] = [];
  /** Offsets of the values around the current one. */
  const starts: number[] = [];
  const visitor = {
    begin(start: number, level: number) {
      starts.length = level;
      starts.push(start);
      beginValue(levels, level, bytes[start]);
    },
    name(start: number, end: number, level: number) {
      levels.length = level;
      levelWith(levels, stringIn(bytes, start, end));
    },
    end(end: number, level: number) {
      levels.length = level;
      const pointer = pointerTo(levels);
      if (pointers.has(pointer)) found.set(pointer, sourceIn(bytes, starts[level] ?? 0, end));
    },
  };
  scanJson(bytes, { ...options, visitor });
  return found;
}

/** Returns the decoded string at a range, which includes its quotes. */
export function stringIn(bytes: Uint8Array, start: number, end: number): string {
  return JSON.parse(withEscapedControls(sourceIn(bytes, start, end)));
}

function sourceIn(bytes: Uint8Array, start: number, end: number): string {
  return utf8Text(bytes.subarray(start, end));
}

/**
 * Returns the offset of the first number in a top-level property that no double holds, such as `1e400`; `undefined` if
 * there is none. `isNamed` selects the property by its decoded name.
 */
export function firstOverflow(
  bytes: Uint8Array,
  isNamed: (name: string) => boolean,
  options: ReadOptions = {},
): number | undefined {
  let isInside = false;
  /** Offset of the value that has just begun. */
  let from = -1;
  let found: number | undefined;
  const visitor = {
    name(start: number, end: number, level: number) {
      if (level === 1) isInside = isNamed(stringIn(bytes, start, end));
    },
    begin(start: number) {
      from = start;
    },
    end(end: number) {
      const start = from;
      from = -1;
      if (!isInside || found !== undefined || !isNumber(bytes[start])) return;
      if (!Number.isFinite(Number(sourceIn(bytes, start, end)))) found = start;
    },
  };
  scanJson(bytes, { ...options, visitor });
  return found;
}

/** Returns whether a value that begins with this byte is a number. */
export function isNumber(first: number | undefined): boolean {
  return first === MINUS || (first !== undefined && first >= ZERO && first <= NINE);
}

/** Escapes raw control characters in strings of otherwise valid JSON. */
export function withEscapedControls(json: string): string {
  const parts: string[] = [];
  let from = 0;
  let isInString = false;
  for (let index = 0; index < json.length; index++) {
    const code = json.charCodeAt(index);
    if (code === QUOTE) isInString = !isInString;
    else if (!isInString) continue;
    else if (code === BACKSLASH) index++;
    else if (code < SPACE) {
      parts.push(json.slice(from, index), `\\u${code.toString(16).padStart(4, '0')}`);
      from = index + 1;
    }
  }
  if (parts.length === 0) return json;
  parts.push(json.slice(from));
  return parts.join('');
}
