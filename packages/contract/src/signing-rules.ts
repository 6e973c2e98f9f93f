/** How the requests of an operation are signed, as `x-signing` says it. */
import { isObject, type Json, type JsonObject } from './document.ts';

/** A part of the string to sign: a word of the extension, or the value of a header. */
export type SignedPart = 'method' | 'signed-headers' | 'resource' | { readonly header: string };

/** `x-signing` without what only people read; `spec/extensions.schema.json` says what each member means. */
export interface SigningRules {
  readonly lines: { readonly parts: readonly SignedPart[]; readonly separator: string };
  readonly signedHeaders: { readonly prefixes: readonly string[]; readonly separator: string };
  readonly digest: { readonly header: string; readonly hash: string; readonly encoding: string };
  readonly signature: { readonly hash: string; readonly encoding: string };
  readonly authorization: { readonly separator: string };
}

const ABOUT = ['reason', 'note', 'x-provenance', 'x-source'];

/** Undefined where the requests are not signed. */
export function signingRulesOf(operation: JsonObject): SigningRules | undefined {
  const rules = operation['x-signing'];
  if (!isObject(rules)) return undefined;
  return Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [name, withoutAbout(rule)]),
  ) as unknown as SigningRules;
}

function withoutAbout(rule: Json): Json {
  if (!isObject(rule)) return rule;
  return Object.fromEntries(Object.entries(rule).filter(([name]) => !ABOUT.includes(name)));
}
