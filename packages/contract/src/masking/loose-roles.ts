/** Finds `name = value` in any syntax: forms, multipart, XML, YAML, headers, objects of any language. */
import type { Range, Role } from './ranges.ts';
import { secretNamesIn } from './secret-names.ts';

/** Characters between a name and its value, and before a name. */
const LOOKAHEAD = 500;
const LOOKBEHIND = 80;

/** What can be between a name and its value: `="…"`, `: …`, `>…`, `'] = '…'`, `" value="…"`. */
const SEPARATOR =
  /^[\w.-]{0,64}(?:\\*["'])?(?:\[[^\]]{0,20}\])?\]?(?:\s{1,5}(?:value|content)(?==))?\s{0,20}(?:[:=]>?\s{0,20}|>)/i;

/** The rest of a tag of XML whose name it is. */
const TAG = /^[\w.-]{0,64}(?:\s[^<>]{0,200})?>(?:<!\[CDATA\[)?/;
const CDATA = '<![CDATA[';
const BEFORE_TAG = /<[\w:.-]{0,64}$/;

/** The rest of the headers of a part of multipart whose name it is. */
const PART = /^[\w.-]{0,64}(?:[^\r\n]{0,200}\r?\n){1,5}?\r?\n/;
const BEFORE_PART = /\bname=\\*["']?[\w.-]{0,64}$/;

const SCHEME = /^(?:bearer|basic|digest|token)\s{1,20}/i;

export function rolesBehindNames(text: string): Role[] {
  const found: Role[] = [];
  let from = 0;
  for (const { index, 0: word } of secretNamesIn(text)) {
    // It is in the value of the one before.
    if (index < from) continue;
    const behind = index + word.length;
    const before = text.slice(Math.max(0, index - LOOKBEHIND), index);
    const place = placeOf(before, text.slice(behind, behind + LOOKAHEAD));
    if (!place) continue;
    const range = place.end(text, behind + place.length);
    if (range.start < range.end) found.push({ ...range, value: text.slice(range.start, range.end) });
    from = Math.max(range.end, behind);
  }
  return found;
}

interface Place {
  /** Characters before the value. */
  length: number;
  end(text: string, start: number): Range;
}

function placeOf(before: string, between: string): Place | undefined {
  const part = BEFORE_PART.test(before) ? PART.exec(between) : null;
  if (part) return { length: part[0].length, end: partAt };
  const tag = BEFORE_TAG.test(before) ? TAG.exec(between) : null;
  const isAttribute = tag === null || /^[\w.-]{0,64}\s?=/.test(between);
  if (!isAttribute) return { length: tag[0].length, end: elementAt };
  const separator = SEPARATOR.exec(between);
  return separator ? { length: separator[0].length, end: valueAt } : undefined;
}

/** To the next boundary of multipart, or the end. */
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
  // The backslashes before an escaped quotation mark belong to it.
  while (isEscaped && end > from && text[end - 1] === '\\') end--;
  return { start: from, end: Math.min(end, text.length) };
}

export function endOfWord(text: string, start: number, ending: RegExp): number {
  let end = start;
  while (end < text.length && !ending.test(text[end] as string)) end++;
  return end;
}
