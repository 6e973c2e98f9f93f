/** How the requests of an operation are signed, as `x-signing` says it. */
import { isObject, type JsonObject } from '../document.ts';

/**
 * What code needs of `x-signing`; `spec/extensions.schema.json` says what each part means. Digests are always written as
 * hexadecimal digits in upper case.
 */
export interface SigningRules {
  /** The parts of the string to sign: words in lower case, and names of headers. */
  readonly parts: readonly string[];
  readonly lineSeparator: string;
  /** Of the headers that are signed together, in lower case. */
  readonly prefixes: readonly string[];
  /** Between name and value of such a header. */
  readonly nameSeparator: string;
  readonly digestHeader: string;
  readonly digestHash: string;
  readonly signatureHash: string;
  /** Between the id of the key and the signature. */
  readonly keySeparator: string;
}

interface Signing {
  readonly lines: { readonly parts: readonly string[]; readonly separator: string };
  readonly signedHeaders: { readonly prefixes: readonly string[]; readonly separator: string };
  readonly digest: { readonly header: string; readonly hash: string };
  readonly signature: { readonly hash: string };
  readonly authorization: { readonly separator: string };
}

/** Undefined where the requests are not signed. */
export function signingRulesOf(operation: JsonObject): SigningRules | undefined {
  if (!isObject(operation['x-signing'])) return undefined;
  const { lines, signedHeaders, digest, signature, authorization } = operation[
    'x-signing'
  ] as unknown as Signing;
  return {
    parts: lines.parts,
    lineSeparator: lines.separator,
    prefixes: signedHeaders.prefixes,
    nameSeparator: signedHeaders.separator,
    digestHeader: digest.header,
    digestHash: digest.hash,
    signatureHash: signature.hash,
    keySeparator: authorization.separator,
  };
}

/**
 * The lines of the headers that are signed together. For what is made to be read, such as samples and commands; client and
 * server have code of their own, so that neither repeats a mistake of the other.
 */
export function signedHeaderLines(
  { prefixes, nameSeparator }: SigningRules,
  headers: readonly (readonly [name: string, value: string])[],
): string[] {
  return headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => prefixes.some((prefix) => name.startsWith(prefix)))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => name + nameSeparator + value);
}
