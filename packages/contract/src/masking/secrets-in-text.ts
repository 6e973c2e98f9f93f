/** Finds secrets in a text by the names before them, so that unknown secrets are masked too. */
import { isJson } from '../json-scan.ts';
import { endOfWord, secretsAfterNames } from './named-values.ts';
import { type SecretRange, shifted } from './ranges.ts';
import { type Decoded, formDecoded, jsonDecoded } from './readings.ts';
import { holdsSecretName, isSecretName, isSecretNumber } from './secret-names.ts';

/** Maximum number of nested strings to decode. */
const MAX_DEPTH = 3;

/** Returns the secrets in a body of any format: JSON, JSON in JSON, a form, multipart, XML or YAML. The body may be cut off. */
export function secretsInText(text: string): SecretRange[] {
  // A name may contain escapes.
  return holdsSecretName(text) || /[\\%]/.test(text) ? secretsAt(text, 0) : [];
}

/** Returns the secrets in a string if it contains JSON or a form. Prose has none. */
export function secretsInString(text: string): SecretRange[] {
  return isNested(text) ? secretsAt(text, 0) : [];
}

/** Returns the secrets in JSON, which may be cut off. */
export function secretsInJson(text: string): SecretRange[] {
  return inJson(text, 0);
}

function secretsAt(text: string, depth: number): SecretRange[] {
  const secrets = inJson(text, depth);
  if (isJson(text)) return secrets;
  const decoded = depth < MAX_DEPTH ? formDecoded(text) : undefined;
  return [...secrets, ...secretsAfterNames(text), ...(decoded ? inDecoded(decoded, depth) : [])];
}

/** Matches the beginning of JSON or a form. */
const NESTED = /^\s*(?:[[{"]|\\+"|[\w.%-]{1,100}=\S)/;

/** Number of characters to test for that beginning. */
const BEGINNING = 200;

function isNested(text: string): boolean {
  return NESTED.test(text.slice(0, BEGINNING)) && holdsSecretName(text);
}

function inDecoded({ text, starts }: Decoded, depth: number): SecretRange[] {
  if (!holdsSecretName(text)) return [];
  return secretsAt(text, depth + 1).map(({ start, end, value }) => ({
    start: starts[start] as number,
    end: starts[end] as number,
    value,
  }));
}

/** Follows the tokens of JSON and skips everything else. */
function inJson(text: string, depth: number): SecretRange[] {
  const found: SecretRange[] = [];
  // Counts the brackets below a secret name; everything in them is a secret.
  let inside = 0;
  let isNext = false;
  let name = '';
  // Many lists have entries such as `{"name": "Authorization", "value": "…"}`.
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
        else if (depth < MAX_DEPTH) for (const range of inString(raw, at + 1, depth)) found.push(range);
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

function inString(raw: string, start: number, depth: number): SecretRange[] {
  const decoded = jsonDecoded(raw);
  const text = decoded?.text ?? raw;
  if (!isNested(text)) return [];
  const secrets = decoded ? inDecoded(decoded, depth) : secretsAt(text, depth + 1);
  return secrets.map((range) => shifted(range, start));
}

/** Returns the offset of the closing quotation mark, or the end of the text. */
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
