/** Where a secret belongs in a text, by the name that is before it: nobody need know the secret to mask it. */
import { type Range, shifted } from './ranges.ts';
import { type Decoded, formDecoded, jsonDecoded } from './readings.ts';

/** Names of headers, properties and parameters whose value is a secret. */
const SECRET_NAME =
  /token|secret|passw|pwd|api[-_]?key|private[-_]?key|authorization|credential|cookie|string-to-sign|^sign(?:ature)?$/i;

/** The same in any text, where it may be part of a longer word. */
const SECRET_WORD =
  /token|secret|passw|pwd|api[-_]?key|private[-_]?key|authorization|credential|cookie|string-to-sign|\bsign(?:ature)?\b/gi;

/** A part of a text that is a secret, and what it says. */
export interface Role extends Range {
  readonly value: string;
}

export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Names whose value is a secret also where it is a number: `token_count` has none. */
const SECRET_NUMBER_NAME = /(?:token|secret|password|passwd|pwd|api[-_]?key)$/i;

export function isSecretNumber(name: string): boolean {
  return SECRET_NUMBER_NAME.test(name);
}

/** Texts in texts are looked into so deep. */
const DEEPEST = 3;

/** The secrets in a body of any format: JSON, JSON in JSON, a form, multipart, XML or YAML, whole or cut off. */
export function rolesInText(text: string): Role[] {
  // A name may have escapes in it.
  return text.search(SECRET_WORD) < 0 && !/[\\%]/.test(text) ? [] : rolesAt(text, 0);
}

/** The secrets in a string that may be a text with names of its own; prose has none. */
export function rolesInString(text: string): Role[] {
  return isNested(text) ? rolesAt(text, 0) : [];
}

/** The secrets in JSON, which may be cut off. */
export function rolesInJson(text: string): Role[] {
  return inJson(text, 0);
}

function rolesAt(text: string, depth: number): Role[] {
  const roles = inJson(text, depth);
  if (isJson(text)) return roles;
  roles.push(...loose(text));
  if (depth === DEEPEST) return roles;
  const decoded = formDecoded(text);
  return decoded ? [...roles, ...inDecoded(decoded, depth)] : roles;
}

/** The beginning of a text with names of its own: JSON, or a form. */
const NESTED = /^\s*(?:[[{"]|\\+"|[\w.%-]{1,100}=\S)/;

function isNested(text: string): boolean {
  return NESTED.test(text.slice(0, LOOKAHEAD)) && text.search(SECRET_WORD) >= 0;
}

function inDecoded({ text, starts }: Decoded, depth: number): Role[] {
  if (text.search(SECRET_WORD) < 0) return [];
  return rolesAt(text, depth + 1).map(({ start, end, value }) => ({
    start: starts[start] as number,
    end: starts[end] as number,
    value,
  }));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Follows the tokens of JSON; what is not JSON between them is passed over. */
function inJson(text: string, depth: number): Role[] {
  const found: Role[] = [];
  // Counts the brackets below a secret name; everything in them is a secret.
  let inside = 0;
  let isNext = false;
  let name = '';
  const add = (start: number, end: number) => {
    const raw = text.slice(start, end);
    if (start < end) found.push({ start, end, value: jsonDecoded(raw)?.text ?? raw });
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (character === '"') {
      const end = endOfString(text, at);
      const raw = text.slice(at + 1, end);
      const colon = afterSpaces(text, end + 1);
      const isName = text[colon] === ':';
      if (isName) {
        name = jsonDecoded(raw)?.text ?? raw;
        isNext = isSecretName(name);
      } else {
        if (isNext || inside > 0) add(at + 1, end);
        else if (depth < DEEPEST) found.push(...inString(raw, at + 1, depth));
        isNext = false;
      }
      at = isName ? colon : end;
    } else if (character === '{' || character === '[') {
      if (isNext || inside > 0) inside++;
      isNext = false;
    } else if (character === '}' || character === ']') {
      if (inside > 0) inside--;
      isNext = false;
    } else if (character === ',') isNext = false;
    else if (isNext && /[\w+.-]/.test(character)) {
      const end = endOfWord(text, at);
      if (/^-?\d/.test(character) ? isSecretNumber(name) : !/^(?:null|true|false)$/.test(text.slice(at, end)))
        add(at, end);
      isNext = false;
      at = end - 1;
    }
  }
  return found;
}

function inString(raw: string, start: number, depth: number): Role[] {
  const decoded = jsonDecoded(raw);
  const text = decoded?.text ?? raw;
  if (!isNested(text)) return [];
  const roles = decoded ? inDecoded(decoded, depth) : rolesAt(text, depth + 1);
  return roles.map((role) => shifted(role, start));
}

/** The place of the closing quotation mark, or the end of the text. */
function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return Math.min(end, text.length);
}

function afterSpaces(text: string, start: number): number {
  let at = start;
  while (at < text.length && /\s/.test(text[at] as string)) at++;
  return at;
}

function endOfWord(text: string, start: number, ending = /[\s,}\]":]/): number {
  let end = start;
  while (end < text.length && !ending.test(text[end] as string)) end++;
  return end;
}

/** Characters between a name and its value. */
const LOOKAHEAD = 500;

/** What can be between a name and its value: `="…"`, `: …`, `>…`, `'] = '…'`, or the rest of a multipart header. */
const SEPARATOR = /^[\w.-]{0,64}(?:\\*["'])?\]?\s{0,20}(?:[:=]>?\s{0,20}|>)/;
const MULTIPART = /^[\w.-]{0,64}\\*["'](?:[^\r\n]{0,200}\r?\n){1,5}?\r?\n/;
const PART_NAME = /name=\\*["'][\w.-]{0,64}$/;
const SCHEME = /^(?:bearer|basic|digest|token)\s{1,20}/i;

/** Finds `name = value` in any syntax. */
function loose(text: string): Role[] {
  const found: Role[] = [];
  const word = new RegExp(SECRET_WORD);
  for (let match = word.exec(text); match; match = word.exec(text)) {
    const behind = match.index + match[0].length;
    const between = text.slice(behind, behind + LOOKAHEAD);
    const isPart = PART_NAME.test(text.slice(Math.max(0, match.index - 80), match.index));
    const part = isPart ? MULTIPART.exec(between) : null;
    const separator = part ?? SEPARATOR.exec(between);
    if (!separator) continue;
    const start = behind + separator[0].length;
    const role = part ? lineAt(text, start) : valueAt(text, start);
    if (role.start < role.end) found.push({ ...role, value: text.slice(role.start, role.end) });
    word.lastIndex = Math.max(role.end, behind);
  }
  return found;
}

/** To the next boundary of multipart, or the end. */
function lineAt(text: string, start: number): Range {
  const boundary = text.indexOf('\n--', start);
  const end = boundary < 0 ? text.length : boundary;
  return { start, end: text[end - 1] === '\r' && end > start ? end - 1 : end };
}

function valueAt(text: string, start: number): Range {
  const quote = /^\\*(["'])/.exec(text.slice(start, start + 8));
  if (quote) {
    const from = start + quote[0].length;
    let end = from;
    const escaping = quote[0].length === 1 ? '\\' : undefined;
    while (end < text.length && text[end] !== quote[1]) end += text[end] === escaping ? 2 : 1;
    // The backslashes before an escaped quotation mark belong to it.
    while (quote[0].length > 1 && end > from && text[end - 1] === '\\') end--;
    return { start: from, end: Math.min(end, text.length) };
  }
  const scheme = SCHEME.exec(text.slice(start, start + 32));
  const from = start + (scheme?.[0].length ?? 0);
  return { start: from, end: endOfWord(text, from, /[\s&;,<>"'}\])]/) };
}
