/** Reads `x-signing`: how the requests of an operation are signed. */
import { isObject, type JsonObject } from '../document.ts';

/**
 * The parts of `x-signing` that code needs. `spec/extensions.schema.json` explains them. Digests are always written as
 * uppercase hexadecimal digits.
 */
export interface SigningRules {
  /** The parts of the string to sign: lowercase keywords, and header names. */
  readonly parts: readonly string[];
  readonly lineSeparator: string;
  /** Prefixes of the headers that are signed together, in lowercase. */
  readonly prefixes: readonly string[];
  /** Separates the name and the value of such a header. */
  readonly nameSeparator: string;
  readonly digestHeader: string;
  readonly digestHash: string;
  readonly signatureHash: string;
  /** Separates the key id and the signature. */
  readonly keySeparator: string;
}

interface Signing {
  readonly lines: { readonly parts: readonly string[]; readonly separator: string };
  readonly signedHeaders: { readonly prefixes: readonly string[]; readonly separator: string };
  readonly digest: { readonly header: string; readonly hash: string };
  readonly signature: { readonly hash: string };
  readonly authorization: { readonly separator: string };
}

/** Returns the layout of the string to sign, or `undefined` if requests are not signed or have several schemes. */
export function signingRulesOf(operation: JsonObject): SigningRules | undefined {
  if (!isObject(operation['x-signing']) || 'schemes' in operation['x-signing']) return undefined;
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
 * Returns the lines of the headers that are signed together, for samples and commands. The client and the server each have
 * their own code, so that neither repeats a mistake of the other.
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
