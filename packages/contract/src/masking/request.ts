/** Finds the parts of a request that hold secrets: in its target, its headers and its body. */

import { isHeaderName, isPublicWord } from './public-words.ts';
import type { Range, SecretRange } from './ranges.ts';
import { percentDecoded } from './readings.ts';
import { isSecretName } from './secret-names.ts';
import { secretsInText } from './secrets-in-text.ts';

/** The number of times that a string may be percent-encoded. */
const MAX_DEPTH = 3;

/** A request as strings. */
export interface RequestText {
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Facts about the operation of a request. */
export interface RequestContext {
  /** Path of the operation, with its parameters in braces. */
  readonly path?: string | undefined;
  /** Returns whether a string is the id of a key, which is not secret. */
  readonly isKeyId?: (id: string) => boolean;
}

/** The locations of secrets in a request, and the secrets themselves. */
export interface RequestSecrets {
  readonly target: readonly SecretRange[];
  readonly headers: Readonly<Record<string, readonly SecretRange[]>>;
  readonly body: readonly SecretRange[];
  /** The secrets themselves, which are masked elsewhere too. Parts of a string to sign are not secrets. */
  readonly values: readonly string[];
}

/** Returns the parts of a request that hold secrets. */
export function secretsInRequest(
  { target, headers, body }: RequestText,
  known: RequestContext = {},
): RequestSecrets {
  const names = new Set(Object.keys(headers));
  const inHeaders = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      isSecretName(name) ? (inFields(value, known, names) ?? inHeader(name, value, known)) : [],
    ]),
  );
  const secrets = { target: inTarget(target, known), headers: inHeaders, body: secretsInText(body) };
  const searched = Object.entries(inHeaders).filter(([name]) => !/string-to-sign/i.test(name));
  const parts = [...searched.flatMap(([, found]) => found), ...secrets.body].flatMap(({ value }) =>
    partsOf(value),
  );
  const path = target.split('?', 1)[0] ?? '';
  const inPath = secrets.target.flatMap(({ value }) => [value, decoded(value), bare(decoded(value))]);
  const masked = parts.filter((part) => part !== path && !isPublicWord(part));
  return { ...secrets, values: [...new Set([...inPath, ...masked])] };
}

/** Splits a value such as `id:secret:signature`, because a part may occur alone elsewhere. */
function partsOf(value: string): string[] {
  const plain = decoded(value);
  const parts = [value, plain, ...plain.split(/[\s:;,]+/), ...plain.split(/[=;]\s*/)];
  return parts.flatMap((part) => [part, bare(part)]);
}

/** Removes characters that people copy by accident. */
function bare(text: string): string {
  return text.replace(/^[\s"'<{]+/, '').replace(/[\s"'>}]$/, '');
}

function range(text: string, start: number, end: number): SecretRange {
  return { start, end, value: text.slice(start, end) };
}

/** Matches the scheme before a credential. */
const SCHEME = /^\s*(?:(?:bearer|basic|digest|token|negotiate|api-?key|hmac[\w-]{0,20}|acs[\w-]{0,20})\s+)?/i;

/** Returns everything except the scheme and the id of a key. For cookies, returns the values. */
function inHeader(name: string, value: string, { isKeyId = () => false }: RequestContext): SecretRange[] {
  if (/cookie/i.test(name)) return inCookies(value);
  const start = SCHEME.exec(value)?.[0].length ?? 0;
  const colon = value.indexOf(':', start);
  if (colon < 0) return [range(value, start, value.length)].filter(isSome);
  const id = isKeyId(value.slice(start, colon).trim()) ? [] : [range(value, start, colon)];
  return [...id, range(value, colon + 1, value.length)].filter(isSome);
}

/** Matches the start of a field of a value such as `ACS3-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=…`. */
const FIELD = /(?<=^|[\s,;])(Credential|SignedHeaders|Signature)=/g;
const SEPARATOR = /[\s,;]/;

/** Matches the name of the algorithm before the fields, of this or another vendor. */
const ALGORITHM = /^\s*(?:(?:acs[\w-]{0,20}|[a-z][a-z\d]{1,5}-hmac-(?:sha|sm)\d{1,3})\s+)?/i;

/**
 * Returns the secrets in a value with named fields, or `undefined` for another value. The id of a key is not secret, nor
 * are the names of signed headers, whatever separates them.
 */
function inFields(
  value: string,
  { isKeyId = () => false }: RequestContext,
  names: ReadonlySet<string>,
): SecretRange[] | undefined {
  const starts = [...value.matchAll(FIELD)];
  const fields = starts.map(({ index, 0: whole, 1: name }, at) => {
    const start = index + whole.length;
    let end = starts[at + 1]?.index ?? value.length;
    while (end > start && SEPARATOR.test(value[end - 1] as string)) end--;
    return { name, text: value.slice(start, end), start, end };
  });
  const before = value.slice(0, starts[0]?.index).replace(ALGORITHM, '');
  if (fields.length < 2 || before.trim() !== '') return undefined;
  return fields
    .flatMap(({ name, text, start, end }) => {
      if (name === 'SignedHeaders') return inNames(text, names).map((at) => shifted(at, start));
      return name === 'Credential' && isKeyId(text) ? [] : [range(value, start, end)];
    })
    .filter(isSome);
}

/** Returns everything in a list that is neither the name of a header that is sent nor one of the vendor's. */
function inNames(list: string, names: ReadonlySet<string>): SecretRange[] {
  return [...list.matchAll(/[^\s;,|:]+/g)]
    .filter(([name]) => !names.has(name.toLowerCase()) && !isHeaderName(name))
    .map(({ index, 0: name }) => range(list, index, index + name.length));
}

function shifted({ start, end, value }: SecretRange, by: number): SecretRange {
  return { start: start + by, end: end + by, value };
}

function inCookies(value: string): SecretRange[] {
  const found: SecretRange[] = [];
  let start = 0;
  for (const cookie of value.split(';')) {
    const from = start + cookie.indexOf('=') + 1;
    found.push(range(value, from, start + cookie.length));
    start += cookie.length + 1;
  }
  return found.filter(isSome);
}

function isSome({ start, end }: Range): boolean {
  return start < end;
}

function inTarget(target: string, { path }: RequestContext): SecretRange[] {
  const mark = target.search(/[?#]/);
  const end = mark < 0 ? target.length : mark;
  const inPath = path === undefined ? [] : inSegments(target.slice(0, end), path);
  return [...inPath, ...inPairs(target)].filter(isSome);
}

/** Finds `name=value` between any separators of parameters. */
function inPairs(target: string): SecretRange[] {
  const found: SecretRange[] = [];
  let start = 0;
  for (const piece of target.split(/[?&;#]/)) {
    const equals = piece.indexOf('=');
    const name = piece.slice(piece.lastIndexOf('/', equals) + 1, equals);
    if (equals > 0 && isSecretName(decoded(name)))
      found.push(range(target, start + equals + 1, start + piece.length));
    start += piece.length + 1;
  }
  return found;
}

/** Matches separators of segments in any encoding. */
const SLASH = /(?:[/\\;]|%(?:25){0,2}(?:2f|3b|5c))/gi;

interface Segment extends Range {
  readonly text: string;
}

/**
 * Returns the segments of a path that hold a secret. If the path does not match the operation's template, only segments
 * that resemble its fixed ones count as harmless.
 */
function inSegments(path: string, operation: string): SecretRange[] {
  const parameters = operation.split('/').filter((segment) => segment !== '');
  const first = parameters.findIndex((segment) => segment.startsWith('{') && isSecretName(segment));
  if (first < 0) return [];
  const fixed = parameters.filter((segment) => !segment.startsWith('{'));
  const segments = segmentsOf(path);
  const isAsWritten = parameters
    .slice(0, first)
    .every((segment, index) => segment.startsWith('{') || segments[index]?.text === segment);
  const secret = isAsWritten
    ? segments.slice(first, first + 1)
    : segments.filter(({ text }) => !fixed.some((segment) => resembles(text, segment)));
  return secret.map(({ start, end }) => range(path, start, end));
}

/** Returns the decoded segments, except empty ones, `.` and `..`. */
function segmentsOf(path: string): Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  const add = (end: number) => {
    const text = decoded(path.slice(start, end));
    // Servers ignore such a segment, so the secret is in a later one.
    if (!/^\s*\.{0,2}\s*$/.test(text)) segments.push({ start, end, text });
  };
  for (const { index, 0: slash } of path.matchAll(SLASH)) {
    add(index);
    start = index + slash.length;
  }
  add(path.length);
  return segments;
}

/** Returns whether a segment is a fixed one, ignoring case and up to two typos. */
function resembles(text: string, fixed: string): boolean {
  const [a, b] = [text.toLowerCase(), fixed.toLowerCase()];
  if (a === b) return true;
  const most = b.length < 4 ? 1 : 2;
  return Math.abs(a.length - b.length) <= most && distance(a, b) <= most;
}

/** Counts the characters to insert, remove or replace. Both strings are short. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(same, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

function decoded(text: string): string {
  let plain = text;
  for (let round = 0; round < MAX_DEPTH; round++) plain = percentDecoded(plain)?.text ?? plain;
  return plain;
}
