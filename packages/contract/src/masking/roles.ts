/** Finds the place of a secret in a text by the name before it, so that unknown secrets are masked too. */
import { isJson } from '../json-scan.ts';
import { endOfWord, rolesBehindNames } from './loose-roles.ts';
import { type Role, shifted } from './ranges.ts';
import { type Decoded, formDecoded, jsonDecoded } from './readings.ts';
import { holdsSecretName, isSecretName, isSecretNumber } from './secret-names.ts';

/** The number of levels of text within text that are read. */
const DEEPEST = 3;

/** The secrets in a body of any format: JSON, JSON in JSON, a form, multipart, XML or YAML, whole or cut off. */
export function rolesInText(text: string): Role[] {
  // A name may have escapes in it.
  return holdsSecretName(text) || /[\\%]/.test(text) ? rolesAt(text, 0) : [];
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
  const decoded = depth < DEEPEST ? formDecoded(text) : undefined;
  return [...roles, ...rolesBehindNames(text), ...(decoded ? inDecoded(decoded, depth) : [])];
}

/** The beginning of a text with names of its own: JSON, or a form. */
const NESTED = /^\s*(?:[[{"]|\\+"|[\w.%-]{1,100}=\S)/;

/** Characters of it that are looked at. */
const BEGINNING = 200;

function isNested(text: string): boolean {
  return NESTED.test(text.slice(0, BEGINNING)) && holdsSecretName(text);
}

function inDecoded({ text, starts }: Decoded, depth: number): Role[] {
  if (!holdsSecretName(text)) return [];
  return rolesAt(text, depth + 1).map(({ start, end, value }) => ({
    start: starts[start] as number,
    end: starts[end] as number,
    value,
  }));
}

/** Follows the tokens of JSON; what is not JSON between them is passed over. */
function inJson(text: string, depth: number): Role[] {
  const found: Role[] = [];
  // Counts the brackets below a secret name; everything in them is a secret.
  let inside = 0;
  let isNext = false;
  let name = '';
  // `{"name": "Authorization", "value": "…"}` is written in many lists.
  let named = '';
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
        isNext = isSecretName(/^value$/i.test(name) ? named : name);
      } else {
        named = /^(?:name|key)$/i.test(name) ? raw : named;
        if (isNext || inside > 0) add(at + 1, end);
        else if (depth < DEEPEST) for (const role of inString(raw, at + 1, depth)) found.push(role);
        isNext = false;
      }
      at = isName ? colon : end;
    } else if (character === '{' || character === '[') {
      if (isNext || inside > 0) inside++;
      isNext = false;
      named = '';
    } else if (character === '}' || character === ']') {
      if (inside > 0) inside--;
      isNext = false;
    } else if (character === ',') isNext = false;
    else if (isNext && /[\w+.-]/.test(character)) {
      const end = endOfWord(text, at, /[\s,}\]":]/);
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
export function endOfString(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return Math.min(end, text.length);
}

function afterSpaces(text: string, start: number): number {
  let at = start;
  while (at < text.length && /\s/.test(text[at] as string)) at++;
  return at;
}
