/** What a sample signs, line by line, and which headers it sends for it. */
import {
  isObject,
  type JsonObject,
  type OpenApiDocument,
  type OperationEntry,
  resolveNode,
  type SigningRules,
  signedHeaderLines,
  signingRulesOf,
} from '@pushspec/contract';

/** A line of the string to sign: a text, or what the sample makes for each request. */
export type SignedLine = { text: string } | { made: 'md5' | 'date' };

export interface Signing {
  /** Names of the headers as the contract has them. */
  names: { key: string; md5: string; date: string };
  /** Names of the hash functions, in lower case. */
  hashes: { digest: string; signature: string };
  /** Headers whose value is the same in each request, sorted by name. */
  fixed: readonly [name: string, value: string][];
  /** The string to sign: these, with `lineSeparator` between them. */
  lines: readonly SignedLine[];
  lineSeparator: string;
  /** Stands between the id of the key and the signature. */
  keySeparator: string;
  /** Headers that only a temporary key needs. */
  ofTemporaryKeys: readonly string[];
}

const DATE = 'Date';

/** Undefined where the contract has no signature. */
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
    [md5]: { made: 'md5' },
    [DATE]: { made: 'date' },
    'Content-Type': { text: mediaType },
  };
  return {
    names: { key, md5, date: DATE },
    hashes: { digest: rules.digestHash, signature: rules.signatureHash },
    fixed,
    lines: rules.parts.flatMap((part) => linesOf(part, { rules, method, path, fixed, headers })),
    lineSeparator: rules.lineSeparator,
    keySeparator: rules.keySeparator,
    ofTemporaryKeys: parameters.filter(({ required }) => required !== true).map(({ name }) => String(name)),
  };
}

interface Signed extends Pick<Signing, 'fixed'> {
  rules: SigningRules;
  method: string;
  path: string;
  /** Lines of the headers that have one of their own. */
  headers: Readonly<Record<string, SignedLine>>;
}

function linesOf(part: string, { rules, method, path, fixed, headers }: Signed): SignedLine[] {
  if (part === 'method') return [{ text: method }];
  if (part === 'resource') return [{ text: path }];
  if (part !== 'signed-headers') {
    const line = headers[part];
    if (line === undefined) throw new Error(`the samples do not know what to sign for ${part}`);
    return [line];
  }
  return signedHeaderLines(rules, fixed).map((text) => ({ text }));
}

function sampleValue({ schema, example }: JsonObject) {
  return (isObject(schema ?? null) ? (schema as JsonObject).const : undefined) ?? example;
}

/** The name of the header that every request carries the key in. */
function keyHeader(bundle: OpenApiDocument): string | undefined {
  const components: JsonObject = bundle.components;
  const schemes = isObject(components.securitySchemes) ? Object.values(components.securitySchemes) : [];
  const [scheme] = schemes.filter(isObject).filter(({ in: place }) => place === 'header');
  return scheme && String(scheme.name);
}
