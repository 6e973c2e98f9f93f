/** An Authorization header that names no known key, or cannot be read at all. */
import type { Naming, SigningKey } from './case.ts';
import { type Cause, cause } from './diagnose.ts';

const FIX = 'Write the AccessKeyId, a colon, and the signature: Authorization: AccessKeyId:Signature.';

/** What an Authorization header means after all. */
export interface Reading {
  key: SigningKey;
  signature: string;
  /** What keeps it from being read as it is; undefined: nothing. */
  cause: Cause | undefined;
}

type Parsed = readonly [id: string, signature: string];

interface Way extends Naming {
  parse(header: string, keys: readonly SigningKey[], separator: string): Parsed | undefined;
}

const WAYS: readonly Way[] = [
  {
    code: 'authorization-scheme',
    cause: 'a scheme word stands before the AccessKeyId in Authorization',
    fix: FIX,
    parse: (header, _, separator) => {
      const [, rest] = /^[A-Za-z][\w-]*[ ,:=]\s*(.+)$/.exec(header) ?? [];
      return rest === undefined ? undefined : atLast(rest, separator);
    },
  },
  {
    code: 'authorization-quoted',
    cause: 'quotation marks, brackets or blanks stand in Authorization',
    fix: FIX,
    parse: (header, _, separator) => atLast(header.replace(/["'<>\s]/g, ''), separator),
  },
  {
    code: 'access-key-id-case',
    cause: 'the AccessKeyId in Authorization is not written in its own case',
    fix: FIX,
    parse: (header, keys, separator) => {
      const parsed = atLast(header, separator);
      const key = keys.find(({ accessKeyId }) => accessKeyId.toLowerCase() === parsed?.[0].toLowerCase());
      return parsed && key && [key.accessKeyId, parsed[1]];
    },
  },
  {
    code: 'authorization-separator',
    cause: 'AccessKeyId and signature are not divided by a single colon in Authorization',
    fix: FIX,
    parse: (header, keys) => {
      const key = longest(keys.filter(({ accessKeyId }) => header.startsWith(accessKeyId)));
      const rest = key && header.slice(key.accessKeyId.length).replace(/^[\s:;,=/|&.+-]+/, '');
      return key && rest ? [key.accessKeyId, rest] : undefined;
    },
  },
  {
    code: 'authorization-reversed',
    cause: 'signature and AccessKeyId stand in the wrong order in Authorization',
    fix: FIX,
    parse: (header, _, separator) => {
      const parsed = atLast(header, separator);
      return parsed && [parsed[1], parsed[0]];
    },
  },
  {
    code: 'authorization-base64',
    cause: 'Authorization is encoded as a whole, as Basic authentication is',
    fix: FIX,
    parse: (header, _, separator) =>
      atLast(Buffer.from(header.replace(/^Basic\s+/i, ''), 'base64').toString('utf8'), separator),
  },
  {
    code: 'authorization-fields',
    cause: 'Authorization is written with named fields, as other services want it',
    fix: FIX,
    parse: (header, keys) => {
      // The id of one key may be a part of another's: `STS.abc` holds `abc`.
      const key = longest(keys.filter(({ accessKeyId }) => header.includes(accessKeyId)));
      const [, signature] = /signature\s*[=:]\s*"?([0-9A-Za-z+/=%]+)/i.exec(header) ?? [];
      return key && signature ? [key.accessKeyId, signature] : undefined;
    },
  },
];

const SWAPPED: Naming = {
  code: 'key-and-secret-swapped',
  cause: 'Authorization holds an AccessKeySecret where the AccessKeyId belongs: the two are swapped',
  fix: 'Put the AccessKeyId into Authorization and sign with the secret. Replace this key, as its secret has been sent in clear.',
};

/** The first reading of the header that leads to a known key. */
export function readAuthorization(
  header: string,
  keys: readonly SigningKey[],
  separator: string,
): Reading | undefined {
  const byId = new Map(keys.map((key) => [key.accessKeyId, key]));
  const [id, signature] = atLast(header, separator) ?? [header, ''];
  const leaked = keys.find(({ accessKeySecret }) => accessKeySecret === id.trim());
  if (leaked) return { key: leaked, signature, cause: cause(SWAPPED) };
  const named = byId.get(id);
  if (named) return { key: named, signature, cause: undefined };
  for (const way of WAYS) {
    const parsed = way.parse(header.trim(), keys, separator);
    const key = parsed && byId.get(parsed[0]);
    if (parsed && key) return { key, signature: parsed[1], cause: cause(way) };
  }
  return undefined;
}

function atLast(text: string, separator: string): Parsed | undefined {
  const place = text.lastIndexOf(separator);
  return place < 1 ? undefined : [text.slice(0, place), text.slice(place + 1)];
}

function longest(keys: readonly SigningKey[]): SigningKey | undefined {
  return [...keys].sort((a, b) => b.accessKeyId.length - a.accessKeyId.length)[0];
}
