/** What a sample signs, line by line, and which headers it sends for it. */
import {
  isObject,
  type JsonObject,
  type OpenApiDocument,
  type OperationEntry,
  resolveNode,
} from '@pushspec/contract';

/** A line of the string to sign: a text, or what the sample makes for each request. */
export type SignedLine = { text: string } | { made: 'md5' | 'date' };

export interface Signing {
  /** Names of the headers as the contract has them. */
  names: { key: string; md5: string; date: string };
  /** Headers whose value is the same in each request, sorted by name. */
  fixed: readonly [name: string, value: string][];
  /** Joined by single line feeds, none at the end. */
  lines: readonly SignedLine[];
  /** Headers that only a temporary key needs. */
  ofTemporaryKeys: readonly string[];
}

/** Undefined where the contract has no signature. The order of the lines is that of the operation's description. */
export function signingOf(
  bundle: OpenApiDocument,
  { operation, method, path }: OperationEntry,
  mediaType: string,
): Signing | undefined {
  const parameters = (Array.isArray(operation.parameters) ? operation.parameters.filter(isObject) : [])
    .map((parameter) => resolveNode(bundle, parameter))
    .filter((parameter) => parameter.in === 'header');
  const key = keyHeader(bundle);
  if (key === undefined || !parameters.some(({ name }) => name === 'Content-MD5')) return undefined;
  const isMade = ({ name }: JsonObject) => name === 'Content-MD5' || name === 'Date';
  const fixed = parameters
    .filter((parameter) => parameter.required === true && !isMade(parameter))
    .map((parameter): [string, string] => [String(parameter.name), String(sampleValue(parameter))])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const made: SignedLine[] = [{ made: 'md5' }, { text: mediaType }, { made: 'date' }];
  const headers = fixed.map(([name, value]) => ({ text: `${name.toLowerCase()}:${value}` }));
  return {
    names: { key, md5: 'Content-MD5', date: 'Date' },
    fixed,
    lines: [{ text: method }, ...made, ...headers, { text: path }],
    ofTemporaryKeys: parameters.filter(({ required }) => required !== true).map(({ name }) => String(name)),
  };
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
