/** What stands in a request where a secret belongs: the server need not know it to keep it to itself. */
import { loadBundle, operationsOf, vendors } from '@pushspec/contract';
import type { StoredRequest } from '../store/store.ts';

/** Names of headers, members and parameters whose value is nobody's business. */
const SECRET_NAME =
  /token|secret|passw|api[-_]?key|authorization|credential|cookie|string-to-sign|^signature$/i;

/** Shorter values are no secrets, and masking them would make the rest unreadable. */
const MIN_LENGTH = 4;

export function foundSecrets({ target, headers, body }: StoredRequest): string[] {
  const text = Buffer.from(body).toString('utf8');
  const found = [
    ...Object.entries(headers).flatMap(([name, value]) => (SECRET_NAME.test(name) ? inHeader(value) : [])),
    ...inPath(target),
    ...inPairs(target.slice(target.indexOf('?') + 1)),
    ...inMembers(text),
    ...(/^\s*[[{]/.test(text) ? [] : inPairs(text)),
  ];
  return [...new Set(found.flatMap((value) => [value, decoded(value)]))].filter(
    (value) => value.length >= MIN_LENGTH,
  );
}

/** `Scheme secret`, `key:signature`, or the secret alone. */
function inHeader(value: string): string[] {
  const afterScheme = value.trim().replace(/^[A-Za-z][\w-]* +/, '');
  return [afterScheme.slice(afterScheme.lastIndexOf(':') + 1).trim()];
}

/** Path parameters with such a name, as the contracts have them. */
let paths: RegExp[] | undefined;

function inPath(target: string): string[] {
  paths ??= vendors.flatMap((vendor) =>
    operationsOf(loadBundle(vendor, 'documented')).flatMap(({ path }) =>
      [...path.matchAll(/\{(\w+)\}/g)]
        .filter(([, name = '']) => SECRET_NAME.test(name))
        .map(({ index }) => new RegExp(`${path.slice(0, index).replace(/\{\w+\}/g, '[^/]+')}([^/?#]+)`)),
    ),
  );
  return paths.flatMap((pattern) => pattern.exec(target)?.[1] ?? []);
}

/** `name=value`, as in a query or a form. */
function inPairs(text: string): string[] {
  return text.split('&').flatMap((pair) => {
    const mark = pair.indexOf('=');
    return mark > 0 && SECRET_NAME.test(decoded(pair.slice(0, mark))) ? [pair.slice(mark + 1)] : [];
  });
}

/** A name and its value, which may be cut off. The text need not be JSON as a whole. */
const MEMBER = /"((?:[^"\\]|\\.){1,200})"\s{0,20}:\s{0,20}(?:"((?:[^"\\]|\\.)*)|(-?\d[\d.eE+-]*))/gs;

function inMembers(text: string): string[] {
  return [...text.matchAll(MEMBER)].flatMap(([, name = '', quoted, plain = '']) =>
    SECRET_NAME.test(unescaped(name)) ? [unescaped(quoted ?? plain)] : [],
  );
}

function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`);
  } catch {
    return text;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
