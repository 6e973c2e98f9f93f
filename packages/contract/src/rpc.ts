/** Reads the parameters of RPC requests: the operation that they name, and the body that they encode. */
import { isObject, type Json, type JsonObject } from './document.ts';
import type { Operation, Rpc } from './model/contract.ts';
import { bodyOfValues, type ParameterFault, type SentValue } from './rpc-body.ts';

/** The parameters of a request as sent, still percent-encoded. */
export interface SentParameters {
  /** The query string without the question mark. */
  readonly query: string | undefined;
  /** A body of type `application/x-www-form-urlencoded`. */
  readonly form: string | undefined;
  /** Header values by lowercase name. @default none */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** The parts of a request that may carry parameters. */
export interface ParameterCarrier {
  /** Path and query. */
  readonly target: string;
  /** Values by lowercase name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly bytes: Uint8Array;
}

/**
 * Bytes of the largest request head where parameters are in the query. The vendor's SDKs send whole batches there, and
 * percent-encoding may triple their size.
 */
export const RPC_HEAD_BYTES = 2 * 1024 * 1024;

/** The media type of a body with parameters. */
export const FORM_MEDIA_TYPE = 'application/x-www-form-urlencoded';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Returns the query, the form and the headers of a request. A body of another media type is not a form. */
export function sentParameters({ target, headers, bytes }: ParameterCarrier): SentParameters {
  const mark = target.indexOf('?');
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  const isForm = type.trim().toLowerCase() === FORM_MEDIA_TYPE;
  return {
    query: mark < 0 ? undefined : target.slice(mark + 1),
    form: isForm ? decoder.decode(bytes) : undefined,
    headers,
  };
}

/** Returns the operation that a request names among those on one path, or `undefined`. */
export function namedOperation(
  operations: readonly Operation[],
  sent: SentParameters,
): Operation | undefined {
  return operations.find(({ rpc }) => rpc !== undefined && isNamed(rpc, sent));
}

/** Whether a request names this operation. */
export function isNamed(rpc: Rpc, sent: SentParameters): boolean {
  return namedValue(rpc, rpc.action, sent) === rpc.action.value;
}

/** Returns the action or the version that a request names: the parameter, or the header if there is no parameter. */
export function namedValue(
  rpc: Rpc,
  { parameter, header }: Rpc['action'],
  sent: SentParameters,
): string | undefined {
  return (
    parameterOf(rpc, parameter, sent) ??
    (header === undefined ? undefined : sent.headers?.[header.toLowerCase()])
  );
}

/** Returns the value of a parameter, or `undefined` if it is absent or malformed. */
export function parameterOf({ parameters }: Rpc, name: string, sent: SentParameters): string | undefined {
  for (const part of parameters) {
    const found = pairsOf(sent[part]).find((pair) => pair?.[0] === name);
    if (found) return found[1];
  }
  return undefined;
}

/** Returns the decoded parameters of query and form in the order sent, or `undefined` if one is malformed. */
export function decodedParameters(
  { parameters }: Rpc,
  sent: SentParameters,
): (readonly [name: string, value: string])[] | undefined {
  const pairs = parameters.flatMap((place) => pairsOf(sent[place]));
  return pairs.includes(undefined) ? undefined : (pairs as (readonly [string, string])[]);
}

/** A decoded body, or the first error in its parameters. */
export type DecodedParameters = ({ readonly body: JsonObject } | { readonly fault: ParameterFault }) & {
  /** Bytes of the decoded values, as UTF-8. A value that cannot be decoded counts as sent. */
  readonly valueBytes: number;
};

export interface ParameterRules {
  /** Levels of arrays and objects in the JSON of one parameter. @default no limit */
  readonly maxDepth?: number;
  /** More parameters that are not part of the body, besides those that the contract lists as common. @default none */
  readonly apart?: ReadonlySet<string>;
}

/** Returns the body that parameters encode. A parameter of the body may be sent once, in the query or in the form. */
export function bodyOfParameters(
  rpc: Rpc,
  sent: SentParameters,
  { maxDepth, apart = new Set() }: ParameterRules = {},
): DecodedParameters {
  const ignored = new Set([rpc.action.parameter, rpc.version?.parameter, ...(rpc.common ?? []), ...apart]);
  const faulty = (fault: ParameterFault) => ({ fault, valueBytes: sentValueBytes(rpc, sent, ignored) });
  const values: SentValue[] = [];
  const seen = new Set<string>();
  let valueBytes = 0;
  for (const place of rpc.parameters) {
    const inPart = new Set<string>();
    for (const [index, pair] of pairsOf(sent[place]).entries()) {
      if (!pair) return faulty({ kind: 'malformed', name: rawName(sent[place], index) });
      const [name, value] = pair;
      const isIgnored = ignored.has(name);
      if ((isIgnored ? inPart : seen).has(name)) return faulty({ kind: 'repeated', name });
      (isIgnored ? inPart : seen).add(name);
      if (isIgnored) continue;
      valueBytes += utf8Length(value);
      values.push({ name, value });
    }
  }
  const { singleQuotes } = rpc;
  const decoded = bodyOfValues(rpc, values, {
    ...(singleQuotes !== undefined && { singleQuotes }),
    ...(maxDepth !== undefined && { maxDepth }),
  });
  return { ...decoded, valueBytes };
}

/** Returns the bytes of the values whether or not they can be decoded. */
function sentValueBytes({ parameters }: Rpc, sent: SentParameters, ignored: ReadonlySet<unknown>): number {
  const sizes = parameters.flatMap((place) => {
    const raw = rawPairs(sent[place]);
    return pairsOf(sent[place]).map((pair, index) => {
      const [name, value] = pair ?? splitPair(raw[index] ?? '');
      return ignored.has(name) ? 0 : utf8Length(value);
    });
  });
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Encodes a body as parameters: the action and the version first, then each property in its style. */
export function parametersOf({ action, version, style = {} }: Rpc, body: Json): string {
  const pairs: (readonly [string, string])[] = [
    [action.parameter, action.value],
    ...(version ? [[version.parameter, version.value] as const] : []),
    ...Object.entries(isObject(body) ? body : {}).flatMap(([name, value]) =>
      style[name] === 'repeatList' && Array.isArray(value)
        ? listPairs(name, value)
        : [[name, textOf(value)] as const],
    ),
  ];
  return pairs.map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`).join('&');
}

function listPairs(name: string, items: readonly Json[]): (readonly [string, string])[] {
  return items.flatMap((item, index) => {
    const place = `${name}.${index + 1}`;
    if (!isObject(item)) return [[place, textOf(item)] as const];
    return Object.entries(item).map(([field, value]) => [`${place}.${field}`, textOf(value)] as const);
  });
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Percent-encodes everything except unreserved characters (RFC 3986). A lone surrogate becomes U+FFFD. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Returns decoded names and values, with `undefined` for a pair with invalid percent-encoding. */
function pairsOf(text: string | undefined): (readonly [string, string] | undefined)[] {
  return rawPairs(text).map((pair) => {
    const [name, value] = splitPair(pair);
    try {
      return [decoded(name), decoded(value)] as const;
    } catch {
      return undefined;
    }
  });
}

function rawPairs(text = ''): string[] {
  return text.split('&').filter((pair) => pair !== '');
}

function splitPair(pair: string): [string, string] {
  const equals = pair.indexOf('=');
  return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
}

/** Decodes a name or value. A plus sign is a space, both in a query and in a form. */
function decoded(encoded: string): string {
  return decodeURIComponent(encoded.replaceAll('+', ' '));
}

function rawName(text: string | undefined, index: number): string {
  return splitPair(rawPairs(text)[index] ?? '')[0].slice(0, 100);
}

const encoder = new TextEncoder();

function utf8Length(text: string): number {
  return encoder.encode(text).length;
}
