/** Writes JSON in the styles of common serializers. */
import { scanJson } from '@pushspec/contract';

/** A JSON value. Numbers keep their original digits. */
type Value = null | boolean | string | Value[] | { [name: string]: Value } | RawNumber;

interface RawNumber {
  rawJSON: string;
}

/** Functions that TypeScript does not declare yet. */
const { rawJSON, isRawJSON } = JSON as unknown as {
  rawJSON(text: string): RawNumber;
  isRawJSON(value: unknown): value is RawNumber;
};

/** A style of JSON. */
export interface Style {
  /** Separators of items, and of name and value. @default ',' and ':' */
  comma?: string;
  colon?: string;
  /** One level of indentation, or `undefined` for a single line. */
  indent?: string;
  /** Escapes the JSON of a string. */
  escape?: (json: string) => string;
  sorted?: boolean;
}

/** A style with a name for reports. */
export interface NamedStyle extends Style {
  name: string;
}

const ascii = (json: string) =>
  json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
const asciiUpper = (json: string) =>
  json.replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`,
  );
const slashes = (json: string) => json.replaceAll('/', '\\/');
const html = (json: string) =>
  json.replace(/[<>&\u2028\u2029]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Ordered by likelihood, because a report names the first match. */
export const STYLES: readonly NamedStyle[] = [
  { name: 'compact' },
  { name: "with Python's spaces and \\u escapes", comma: ', ', colon: ': ', escape: ascii },
  { name: "with Python's spaces", comma: ', ', colon: ': ' },
  { name: 'indented by 2', indent: '  ', colon: ': ' },
  { name: 'indented by 4', indent: '    ', colon: ': ' },
  { name: 'compact, with \\u escapes', escape: ascii },
  { name: 'with sorted names', sorted: true },
  { name: 'compact, with \\/ and \\u escapes', escape: (json) => ascii(slashes(json)) },
  { name: 'compact, with \\/', escape: slashes },
  { name: 'compact, with <, > and & escaped', escape: html },
  { name: 'indented by tabs', indent: '\t', colon: ': ' },
  { name: 'compact, with \\u escapes in uppercase', escape: asciiUpper },
  {
    name: "with sorted names, Python's spaces and \\u escapes",
    sorted: true,
    comma: ', ',
    colon: ': ',
    escape: ascii,
  },
  { name: "with sorted names and Python's spaces", sorted: true, comma: ', ', colon: ': ' },
  { name: 'with sorted names and \\u escapes', sorted: true, escape: ascii },
  { name: 'with sorted names, indented by 2', sorted: true, indent: '  ', colon: ': ' },
  { name: 'indented by 4, with \\u escapes', indent: '    ', colon: ': ', escape: ascii },
  { name: 'indented by 2, with \\u escapes', indent: '  ', colon: ': ', escape: ascii },
  {
    name: 'indented by 4, with \\/ and \\u escapes',
    indent: '    ',
    colon: ': ',
    escape: (json) => ascii(slashes(json)),
  },
  { name: 'indented by tabs, without spaces', indent: '\t' },
  { name: 'with spaces after colons', colon: ': ' },
  { name: 'with spaces after commas', comma: ', ' },
  { name: 'indented by 3', indent: '   ', colon: ': ' },
  { name: 'indented by 2, with spaces before colons', indent: '  ', colon: ' : ' },
];

/** Deeper JSON is not rewritten: no event is that deep, and the stack is limited. */
const MAX_DEPTH = 200;

/** Parses JSON and keeps the digits of its numbers. Returns `undefined` if it is not JSON, or too deep. */
export function parseKeepingNumbers(text: string): Value | undefined {
  if (scanJson(Buffer.from(text), { maxDepth: MAX_DEPTH }).depth > MAX_DEPTH) return undefined;
  try {
    const keep = (_: string, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' && context?.source !== undefined ? rawJSON(context.source) : value;
    return JSON.parse(text, keep as (name: string, value: unknown) => unknown) as Value;
  } catch {
    return undefined;
  }
}

/** Writes a value as JSON in a style. */
export function writeJson(value: Value, style: Style, level = 0): string {
  if (isRawJSON(value)) return value.rawJSON;
  if (value === null || typeof value !== 'object') {
    const json = JSON.stringify(value);
    return typeof value === 'string' && style.escape ? style.escape(json) : json;
  }
  const isList = Array.isArray(value);
  const inner = isList
    ? value.map((item) => writeJson(item, style, level + 1))
    : propertiesOf(value, style).map(
        ([name, child]) => writeJson(name, style) + (style.colon ?? ':') + writeJson(child, style, level + 1),
      );
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (inner.length === 0 || style.indent === undefined) return open + inner.join(style.comma ?? ',') + close;
  const line = `\n${style.indent.repeat(level + 1)}`;
  return `${open}${line}${inner.join(`,${line}`)}\n${style.indent.repeat(level)}${close}`;
}

function propertiesOf(value: Record<string, Value>, { sorted }: Style): [string, Value][] {
  const properties = Object.entries(value);
  return sorted ? properties.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) : properties;
}
