/** Reads an Authorization header that is malformed or does not name a known key. */
import { type Cause, cause, type Explanation, type SigningKey } from '../search/attempt.ts';

const FIX = 'Write the AccessKeyId, a colon, and the signature: Authorization: AccessKeyId:Signature.';

/** A reading of an Authorization header. */
export interface Reading {
  key: SigningKey;
  signature: string;
  /** The mistake in the header, or `undefined` if it is well-formed. */
  cause: Cause | undefined;
}

type Parsed = readonly [id: string, signature: string];

interface MalformedHeader extends Explanation {
  parse(header: string, keys: readonly SigningKey[], separator: string): Parsed | undefined;
}

const MALFORMED: readonly MalformedHeader[] = [
  {
    code: 'authorization-scheme',
    cause: 'a scheme word is before the AccessKeyId in Authorization',
    fix: FIX,
    parse: (header, _, separator) => {
      const [, rest] = /^[A-Za-z][\w-]*[ ,:=]\s*(.+)$/.exec(header) ?? [];
      return rest === undefined ? undefined : splitAtLast(rest, separator);
    },
  },
  {
    code: 'authorization-quoted',
    cause: 'Authorization contains quotation marks, brackets or spaces',
    fix: FIX,
    parse: (header, _, separator) => splitAtLast(header.replace(/["'<>\s]/g, ''), separator),
  },
  {
    code: 'access-key-id-case',
    cause: 'the AccessKeyId in Authorization has a different letter case',
    fix: FIX,
    parse: (header, keys, separator) => {
      const parsed = splitAtLast(header, separator);
      const key = keys.find(({ accessKeyId }) => accessKeyId.toLowerCase() === parsed?.[0].toLowerCase());
      return parsed && key && [key.accessKeyId, parsed[1]];
    },
  },
  {
    code: 'authorization-separator',
    cause: 'AccessKeyId and signature are not separated by a single colon in Authorization',
    fix: FIX,
    parse: (header, keys) => {
      const key = longest(keys.filter(({ accessKeyId }) => header.startsWith(accessKeyId)));
      const rest = key && header.slice(key.accessKeyId.length).replace(/^[\s:;,=/|&.+-]+/, '');
      return key && rest ? [key.accessKeyId, rest] : undefined;
    },
  },
  {
    code: 'authorization-reversed',
    cause: 'signature and AccessKeyId are in the wrong order in Authorization',
    fix: FIX,
    parse: (header, _, separator) => {
      const parsed = splitAtLast(header, separator);
      return parsed && [parsed[1], parsed[0]];
    },
  },
  {
    code: 'authorization-base64',
    cause: 'Authorization is encoded as a whole, as in Basic authentication',
    fix: FIX,
    parse: (header, _, separator) =>
      splitAtLast(Buffer.from(header.replace(/^Basic\s+/i, ''), 'base64').toString('utf8'), separator),
  },
  {
    code: 'authorization-fields',
    cause: 'Authorization has named fields, as for other services',
    fix: FIX,
    parse: (header, keys) => {
      // One key id may contain another: `STS.abc` contains `abc`.
      const key = longest(keys.filter(({ accessKeyId }) => header.includes(accessKeyId)));
      const [, signature] = /signature\s*[=:]\s*"?([0-9A-Za-z+/=%]+)/i.exec(header) ?? [];
      return key && signature ? [key.accessKeyId, signature] : undefined;
    },
  },
];

const SWAPPED: Explanation = {
  code: 'key-and-secret-swapped',
  cause: 'Authorization contains an AccessKeySecret instead of the AccessKeyId: the two are swapped',
  fix: 'Put the AccessKeyId into Authorization and sign with the secret. Replace this key, because its secret was sent in clear text.',
};

/** Returns the first reading of the header that names a known key. */
export function readAuthorization(
  header: string,
  keys: readonly SigningKey[],
  separator: string,
): Reading | undefined {
  const byId = new Map(keys.map((key) => [key.accessKeyId, key]));
  const [id, signature] = splitAtLast(header, separator) ?? [header, ''];
  const leaked = keys.find(({ accessKeySecret }) => accessKeySecret === id.trim());
  if (leaked) return { key: leaked, signature, cause: cause(SWAPPED) };
  const named = byId.get(id);
  if (named) return { key: named, signature, cause: undefined };
  for (const format of MALFORMED) {
    const parsed = format.parse(header.trim(), keys, separator);
    const key = parsed && byId.get(parsed[0]);
    if (parsed && key) return { key, signature: parsed[1], cause: cause(format) };
  }
  return undefined;
}

function splitAtLast(header: string, separator: string): Parsed | undefined {
  const position = header.lastIndexOf(separator);
  return position < 1 ? undefined : [header.slice(0, position), header.slice(position + 1)];
}

function longest(keys: readonly SigningKey[]): SigningKey | undefined {
  return [...keys].sort((a, b) => b.accessKeyId.length - a.accessKeyId.length)[0];
}
