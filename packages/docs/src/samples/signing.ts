/** Describes what a sample signs, line by line, and which headers it sends. */
import {
  isObject,
  type JsonObject,
  type OpenApiDocument,
  type OperationEntry,
  onlyValueOf,
  resolveNode,
  type SigningRules,
  signedHeaderLines,
  signingRulesOf,
} from '@pushspec/contract';

/** A line of the string to sign: a literal string, or a value that the sample computes for each request. */
export type SignedLine = { literal: string } | { computed: 'md5' | 'date' };

/** The signing rules of an operation, as samples need them. */
export interface Signing {
  /** Header names, as in the contract. */
  names: { key: string; md5: string; date: string };
  /** Names of the hash functions, in lowercase. */
  hashes: { digest: string; signature: string };
  /** Headers with the same value in every request, sorted by name. */
  fixed: readonly [name: string, value: string][];
  /** Lines of the string to sign, joined by `lineSeparator`. */
  lines: readonly SignedLine[];
  lineSeparator: string;
  /** Separator between the key ID and the signature. */
  keySeparator: string;
  /** Headers that only a temporary key needs. */
  temporaryKeyHeaders: readonly string[];
}

const DATE = 'Date';

/** Returns `undefined` if the contract has no signatures. */
export function signingOf(
  bundle: OpenApiDocument,
  { operation, method, path }: OperationEntry,
  mediaType: string,
): Signing | undefined {
  const rules = signingRulesOf(operation);
  const key = keyHeader(bundle);
  if (rules === undefined || key === undefined) return undefined;
  const parameters = (Array.isArray(operation.parameters) ? operation.parameters.filter(isObject) : [])
    .map((parameter) => resolveNode(bundle, parameter))
    .filter((parameter) => parameter.in === 'header');
  const md5 = rules.digestHeader;
  const fixed = parameters
    .filter(({ name, required }) => required === true && name !== md5 && name !== DATE)
    .map((parameter): [string, string] => [String(parameter.name), String(sampleValue(parameter))])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const headers: Record<string, SignedLine> = {
    [md5]: { computed: 'md5' },
    [DATE]: { computed: 'date' },
    'Content-Type': { literal: mediaType },
  };
  return {
    names: { key, md5, date: DATE },
    hashes: { digest: rules.digestHash, signature: rules.signatureHash },
    fixed,
    lines: rules.parts.flatMap((part) => linesOf(part, { rules, method, path, fixed, headers })),
    lineSeparator: rules.lineSeparator,
    keySeparator: rules.keySeparator,
    temporaryKeyHeaders: parameters
      .filter(({ required }) => required !== true)
      .map(({ name }) => String(name)),
  };
}

interface SignedParts extends Pick<Signing, 'fixed'> {
  rules: SigningRules;
  method: string;
  path: string;
  /** Lines for headers that are separate parts of the string to sign. */
  headers: Readonly<Record<string, SignedLine>>;
}

function linesOf(part: string, { rules, method, path, fixed, headers }: SignedParts): SignedLine[] {
  if (part === 'method') return [{ literal: method }];
  if (part === 'resource') return [{ literal: path }];
  if (part !== 'signed-headers') {
    const line = headers[part];
    if (line === undefined) throw new Error(`samples cannot sign the part ${part}`);
    return [line];
  }
  return signedHeaderLines(rules, fixed).map((literal) => ({ literal }));
}

function sampleValue({ schema, example }: JsonObject) {
  return onlyValueOf(schema) ?? example;
}

/** Returns the name of the header with the key. */
function keyHeader(bundle: OpenApiDocument): string | undefined {
  const components: JsonObject = bundle.components;
  const schemes = isObject(components.securitySchemes) ? Object.values(components.securitySchemes) : [];
  const [scheme] = schemes.filter(isObject).filter(({ in: location }) => location === 'header');
  return scheme && String(scheme.name);
}
