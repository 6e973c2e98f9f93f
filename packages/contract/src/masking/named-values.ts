/** Finds `name = value` in any syntax: forms, multipart, XML, YAML, headers, or objects in any programming language. */
import type { Range, SecretRange } from './ranges.ts';
import { secretNamesIn } from './secret-names.ts';

/** Number of characters to examine after and before a name. */
const LOOKAHEAD = 500;
const LOOKBEHIND = 80;

/** Matches the characters between a name and its value: `="…"`, `: …`, `>…`, `'] = '…'`, `" value="…"`. */
const SEPARATOR =
  /^[\w.-]{0,64}(?:\\*["'])?(?:\[[^\]]{0,20}\])?\]?(?:\s{1,5}(?:value|content)(?==))?\s{0,20}(?:[:=]>?\s{0,20}|>)/i;

/** Matches the rest of an XML tag after its name. */
const TAG = /^[\w.-]{0,64}(?:\s[^<>]{0,200})?>(?:<!\[CDATA\[)?/;
const CDATA = '<![CDATA[';
const BEFORE_TAG = /<[\w:.-]{0,64}$/;

/** Matches the rest of the headers of a multipart part after its name. */
const PART = /^[\w.-]{0,64}(?:[^\r\n]{0,200}\r?\n){1,5}?\r?\n/;
const BEFORE_PART = /\bname=\\*["']?[\w.-]{0,64}$/;

const SCHEME = /^(?:bearer|basic|digest|token)\s{1,20}/i;

/** Returns the values after secret names. */
export function secretsAfterNames(text: string): SecretRange[] {
  const found: SecretRange[] = [];
  let from = 0;
  for (const { index, 0: word } of secretNamesIn(text)) {
    // The name is part of the previous value.
    if (index < from) continue;
    const behind = index + word.length;
    const before = text.slice(Math.max(0, index - LOOKBEHIND), index);
    const location = locationOf(before, text.slice(behind, behind + LOOKAHEAD));
    if (!location) continue;
    const range = location.rangeFrom(text, behind + location.length);
    if (range.start < range.end) found.push({ ...range, value: text.slice(range.start, range.end) });
    from = Math.max(range.end, behind);
  }
  return found;
}

interface ValueLocation {
  /** Number of characters between the name and the value. */
  length: number;
  /** Returns the range of the value that starts at an offset. */
  rangeFrom(text: string, start: number): Range;
}

function locationOf(before: string, between: string): ValueLocation | undefined {
  const part = BEFORE_PART.test(before) ? PART.exec(between) : null;
  if (part) return { length: part[0].length, rangeFrom: partAt };
  const tag = BEFORE_TAG.test(before) ? TAG.exec(between) : null;
  const isAttribute = tag === null || /^[\w.-]{0,64}\s?=/.test(between);
  if (!isAttribute) return { length: tag[0].length, rangeFrom: elementAt };
  const separator = SEPARATOR.exec(between);
  return separator ? { length: separator[0].length, rangeFrom: valueAt } : undefined;
}

/** Returns the range up to the next multipart boundary, or to the end. */
function partAt(text: string, start: number): Range {
  const boundary = text.indexOf('\n--', start);
  const end = boundary < 0 ? text.length : boundary;
  return { start, end: text[end - 1] === '\r' && end > start ? end - 1 : end };
}

function elementAt(text: string, start: number): Range {
  const isCharacterData = text.startsWith(CDATA, start - CDATA.length);
  const end = text.indexOf(isCharacterData ? ']]>' : '<', start);
  return { start, end: end < 0 ? text.length : end };
}

function valueAt(text: string, start: number): Range {
  const quote = /^\\*(["'])/.exec(text.slice(start, start + 8));
  if (!quote) {
    const scheme = SCHEME.exec(text.slice(start, start + 32));
    const from = start + (scheme?.[0].length ?? 0);
    return { start: from, end: endOfWord(text, from, /[\s&;,<>"'}\])]/) };
  }
  const from = start + quote[0].length;
  const isEscaped = quote[0].length > 1;
  let end = from;
  while (end < text.length && text[end] !== quote[1]) end += text[end] === '\\' && !isEscaped ? 2 : 1;
  // Backslashes before an escaped quotation mark are not part of the value.
  while (isEscaped && end > from && text[end - 1] === '\\') end--;
  return { start: from, end: Math.min(end, text.length) };
}

export function endOfWord(text: string, start: number, ending: RegExp): number {
  let end = start;
  while (end < text.length && !ending.test(text[end] as string)) end++;
  return end;
}
