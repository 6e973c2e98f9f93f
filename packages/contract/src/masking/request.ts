/** Where secrets belong in a request: in its target, its headers and its body. */
import type { Range, Role } from './ranges.ts';
import { percentDecoded } from './readings.ts';
import { rolesInText } from './roles.ts';
import { isSecretName } from './secret-names.ts';

/** A text may be percent-encoded so many times. */
const DEEPEST = 3;

export interface RequestText {
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the server knows of requests like this one. */
export interface RequestKnowledge {
  /** Path of the operation, with its parameters in braces. */
  readonly path?: string | undefined;
  /** Ids of keys, which are not secret. */
  readonly isKeyId?: (id: string) => boolean;
}

export interface RequestRoles {
  readonly target: readonly Role[];
  readonly headers: Readonly<Record<string, readonly Role[]>>;
  readonly body: readonly Role[];
  /** What is a secret in this request, to be found in other places as well. A string to sign is made of what is none. */
  readonly secrets: readonly string[];
}

export function rolesOf({ target, headers, body }: RequestText, known: RequestKnowledge = {}): RequestRoles {
  const inHeaders = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      isSecretName(name) ? inHeader(name, value, known) : [],
    ]),
  );
  const roles = { target: inTarget(target, known), headers: inHeaders, body: rolesInText(body) };
  const searched = Object.entries(inHeaders).filter(([name]) => !/string-to-sign/i.test(name));
  const parts = [...searched.flatMap(([, found]) => found), ...roles.body].flatMap(({ value }) =>
    partsOf(value),
  );
  const path = target.split('?', 1)[0] ?? '';
  const inPath = roles.target.flatMap(({ value }) => [value, decoded(value), bare(decoded(value))]);
  return { ...roles, secrets: [...new Set([...inPath, ...parts.filter((part) => part !== path)])] };
}

/** `id:secret:signature` is three texts; one of them may stand alone elsewhere. */
function partsOf(value: string): string[] {
  const plain = decoded(value);
  const parts = [value, plain, ...plain.split(/[\s:;,]+/), ...plain.split(/[=;]\s*/)];
  return parts.flatMap((part) => [part, bare(part)]);
}

/** Without what people copy along. */
function bare(text: string): string {
  return text.replace(/^[\s"'<{]+/, '').replace(/[\s"'>}]$/, '');
}

function role(text: string, start: number, end: number): Role {
  return { start, end, value: text.slice(start, end) };
}

/** Words before a credential that are none themselves. */
const SCHEME = /^\s*(?:(?:bearer|basic|digest|token|negotiate|api-?key|hmac[\w-]{0,20}|acs[\w-]{0,20})\s+)?/i;

/** All but the scheme and the id of a key; of cookies, the values. */
function inHeader(name: string, value: string, { isKeyId = () => false }: RequestKnowledge): Role[] {
  if (/cookie/i.test(name)) return inCookies(value);
  const start = SCHEME.exec(value)?.[0].length ?? 0;
  const colon = value.indexOf(':', start);
  if (colon < 0) return [role(value, start, value.length)].filter(isSome);
  const id = isKeyId(value.slice(start, colon).trim()) ? [] : [role(value, start, colon)];
  return [...id, role(value, colon + 1, value.length)].filter(isSome);
}

function inCookies(value: string): Role[] {
  const found: Role[] = [];
  let start = 0;
  for (const cookie of value.split(';')) {
    const from = start + cookie.indexOf('=') + 1;
    found.push(role(value, from, start + cookie.length));
    start += cookie.length + 1;
  }
  return found.filter(isSome);
}

function isSome({ start, end }: Range): boolean {
  return start < end;
}

function inTarget(target: string, { path }: RequestKnowledge): Role[] {
  const mark = target.search(/[?#]/);
  const end = mark < 0 ? target.length : mark;
  const inPath = path === undefined ? [] : inSegments(target.slice(0, end), path);
  return [...inPath, ...inPairs(target)].filter(isSome);
}

/** `name=value` between any of the marks that divide parameters. */
function inPairs(target: string): Role[] {
  const found: Role[] = [];
  let start = 0;
  for (const piece of target.split(/[?&;#]/)) {
    const equals = piece.indexOf('=');
    const name = piece.slice(piece.lastIndexOf('/', equals) + 1, equals);
    if (equals > 0 && isSecretName(decoded(name)))
      found.push(role(target, start + equals + 1, start + piece.length));
    start += piece.length + 1;
  }
  return found;
}

/** What divides segments, in any spelling. */
const SLASH = /(?:[/\\;]|%(?:25){0,2}(?:2f|3b|5c))/gi;

interface Segment extends Range {
  readonly text: string;
}

/**
 * Segments of a path in which a secret belongs. Where the path is not written like that of the operation, no segment is known
 * to be harmless but those that resemble its fixed ones.
 */
function inSegments(path: string, operation: string): Role[] {
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
  return secret.map(({ start, end }) => role(path, start, end));
}

/** Those that are not empty, nor `.` or `..`, decoded. */
function segmentsOf(path: string): Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  const add = (end: number) => {
    const text = decoded(path.slice(start, end));
    // What a server takes for no segment moves the secret.
    if (!/^\s*\.{0,2}\s*$/.test(text)) segments.push({ start, end, text });
  };
  for (const { index, 0: slash } of path.matchAll(SLASH)) {
    add(index);
    start = index + slash.length;
  }
  add(path.length);
  return segments;
}

/** Whether a segment is a fixed one, in another case or with up to two other characters. */
function resembles(text: string, fixed: string): boolean {
  const [a, b] = [text.toLowerCase(), fixed.toLowerCase()];
  if (a === b) return true;
  const most = b.length < 4 ? 1 : 2;
  return Math.abs(a.length - b.length) <= most && distance(a, b) <= most;
}

/** Characters to insert, leave out or replace. Both texts are short. */
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
  for (let round = 0; round < DEEPEST; round++) plain = percentDecoded(plain)?.text ?? plain;
  return plain;
}
