/**
 * Lists the rules of an operation with their locations. Conformance generates cases for each rule and measures coverage by
 * it.
 */
import { isObject, type Json, type JsonObject, type OperationEntry } from '../document.ts';
import type { RequestProblem } from './contract.ts';
import { type SchemeName, type SignedField, signingSchemesOf } from './signing-schemes.ts';

/** The kind of a tolerance. `spelling` covers all entries of `x-lenient`. */
export type ToleranceKind =
  | 'also-methods'
  | 'any-media-type'
  | 'media-type-parameters'
  | 'any-case-names'
  | 'control-characters'
  | 'invalid-utf8'
  | 'spelling';

/** A tolerance: the service accepts more than its documentation says. */
export interface StatedTolerance {
  readonly kind: ToleranceKind;
  /** JSON pointer in the document. */
  readonly pointer: string;
  /** The name in reports: the name of the extension. */
  readonly title: string;
  /** Name of a `spelling`. */
  readonly name?: string;
}

const TOLERANCES: readonly [kind: ToleranceKind, name: string][] = [
  ['also-methods', 'x-also-methods'],
  ['any-media-type', 'x-body-media-type'],
  ['media-type-parameters', 'x-media-type-parameters'],
  ['any-case-names', 'x-case-insensitive-members'],
  ['control-characters', 'x-accepts-control-characters'],
  ['invalid-utf8', 'x-accepts-invalid-utf8'],
];

/** Returns the tolerances that are on. */
export function statedTolerances({ operation, pointer }: OperationEntry): StatedTolerance[] {
  const isOn = (value: Json | undefined) => value !== undefined && value !== false;
  const spellings = Object.keys(objectAt(operation['x-lenient']));
  return [
    ...TOLERANCES.filter(([, name]) => isOn(operation[name])).map(([kind, name]) => ({
      ...{ kind, title: name, pointer: `${pointer}/${name}` },
    })),
    ...spellings.map((name) => ({
      ...{ kind: 'spelling' as const, name, title: 'x-lenient', pointer: `${pointer}/x-lenient/${name}` },
    })),
  ];
}

/** A mistake in a request with its reason. */
export interface StatedReason {
  readonly problem: RequestProblem;
  readonly reason: string;
  /** JSON pointer in the document. */
  readonly pointer: string;
}

/** Returns the mistakes that are found before validation by schemas, with their reasons. */
export function statedReasons({ operation, pointer }: OperationEntry): StatedReason[] {
  return Object.entries(objectAt(operation['x-request-reasons'])).map(([problem, reason]) => ({
    problem: problem as RequestProblem,
    reason: String(reason),
    pointer: `${pointer}/x-request-reasons/${problem}`,
  }));
}

/** A part of the signing rules, and the reason when a request breaks it. */
export interface StatedSigningRule {
  /** JSON pointer in the document. */
  readonly pointer: string;
  readonly reason: string | undefined;
  /** Prefix of the headers that the part is about; `undefined` if it is about every request. */
  readonly prefix?: string;
  /** Name of the scheme that the part is about, if a request chooses one. */
  readonly scheme?: SchemeName;
}

/** Returns the signing rules; empty if requests are not signed. */
export function statedSigningRules({ operation, pointer }: OperationEntry): StatedSigningRule[] {
  const signing = objectAt(operation['x-signing']);
  const at = `${pointer}/x-signing`;
  if (isObject(signing.schemes)) return schemeRules(signing.schemes, `${at}/schemes`);
  const parts = Object.entries(signing).flatMap(([name, part]) =>
    isObject(part) && typeof part.reason === 'string'
      ? [{ pointer: `${at}/${name}`, reason: part.reason }]
      : [],
  );
  const { prefixes } = objectAt(signing.signedHeaders);
  const { reason } = objectAt(signing.signature);
  return [
    ...parts,
    ...(Array.isArray(prefixes) ? prefixes : []).map((prefix, index) => ({
      pointer: `${at}/signedHeaders/prefixes/${index}`,
      reason: reason as string | undefined,
      prefix: String(prefix),
    })),
  ];
}

/** Returns the rule of each scheme that its signature must match. */
function schemeRules(schemes: JsonObject, at: string): StatedSigningRule[] {
  return Object.entries(schemes).flatMap(([name, scheme]) => {
    const { reason } = objectAt(objectAt(scheme).signature);
    return typeof reason === 'string'
      ? [{ pointer: `${at}/${name}/signature`, reason, scheme: name as SchemeName }]
      : [];
  });
}

/** A part of a signing scheme that a request can break. */
export type SchemePart =
  | { readonly kind: 'missing' | 'wrong'; readonly name: string; readonly in: 'header' | 'parameter' }
  /** `name` is the header that begins with the algorithm `value`. */
  | { readonly kind: 'algorithm'; readonly name: string; readonly value: string }
  | { readonly kind: 'nonces' };

/** A part of a signing scheme, and the reason when a request breaks it. */
export interface StatedSchemePart {
  /** JSON pointer in the document. */
  readonly pointer: string;
  readonly reason: string;
  readonly scheme: SchemeName;
  readonly part: SchemePart;
}

/**
 * Returns the parts of the signing schemes that a request with a permanent key can break; empty if there are no schemes.
 * Without its signature, a request uses no scheme.
 */
export function statedSchemeParts({ operation, pointer }: OperationEntry): StatedSchemePart[] {
  const signing = signingSchemesOf(operation);
  if (signing === undefined) return [];
  const at = `${pointer}/x-signing`;
  const { nonces, ...schemes } = signing;
  return Object.values(schemes).flatMap((scheme) => {
    if (scheme === undefined) return [];
    const name: SchemeName = scheme.in === 'header' ? 'acs3' : 'rpc-v1';
    const place = `${at}/schemes/${name}`;
    const stated = (path: string, reason: string | undefined, part: SchemePart): StatedSchemePart[] =>
      reason === undefined ? [] : [{ pointer: path, reason, scheme: name, part }];
    const { selectedBy, algorithm } = scheme;
    return [
      ...Object.entries(scheme.fields as Readonly<Record<string, SignedField>>).flatMap(([key, field]) => {
        const common = { name: field.name, in: scheme.in };
        const missing = key === 'securityToken' ? undefined : field.missing;
        return [
          ...stated(`${place}/fields/${key}/missing`, missing, { ...common, kind: 'missing' }),
          ...stated(`${place}/fields/${key}/reason`, field.reason, { ...common, kind: 'wrong' }),
        ];
      }),
      ...stated(`${place}/algorithm/reason`, algorithm.reason, {
        ...{ kind: 'algorithm', name: selectedBy.name, value: algorithm.value },
      }),
      ...stated(`${at}/nonces/reason`, nonces.reason, { kind: 'nonces' }),
    ];
  });
}

/** Path of the sources in a document, for messages. */
export const SOURCES_PATH = 'info.x-sources';

function objectAt(node: Json | undefined) {
  return isObject(node) ? node : {};
}
