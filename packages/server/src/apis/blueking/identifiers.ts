/** Reads the token and the data id from a request, even if its body is invalid. */
import { isObject, type Json } from '@pushspec/contract';
import { isSecretName } from '@pushspec/contract/masking';
import type { Exchange } from '../../pipeline/exchange.ts';

const TOKEN = 'access_token';
const DATA_ID = 'data_id';

/** Returns the names of headers that probably contain a token. BlueKing reads none of them. */
export function tokenHeaders(headers: Exchange['headers']): string[] {
  return Object.keys(headers).filter((name) => isSecretName(name) && !/cookie/i.test(name));
}

/** Returns the token and the data id, if present. */
export function identifiersIn({ bytes, headers }: Exchange): string[] {
  const body = bytes.toString('utf8');
  const inHeaders = tokenHeaders(headers).map((name) =>
    headers[name]?.replace(/^\s*(?:bearer|token)\s+/i, '').trim(),
  );
  const { tokens, dataIds } = fromJson(body) ?? fromInvalidJson(body);
  return [...tokens, ...inHeaders, ...dataIds].filter(
    (identifier) => identifier !== undefined && identifier !== '',
  ) as string[];
}

interface Identifiers {
  tokens: string[];
  dataIds: string[];
}

/** Returns `undefined` if the body is not a JSON object with one of the properties. */
function fromJson(json: string): Identifiers | undefined {
  let body: Json;
  try {
    body = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!isObject(body)) return undefined;
  // Some receivers accept the names in any letter case.
  const valuesOf = (name: string) =>
    Object.entries(body).flatMap(([key, value]) =>
      key.toLowerCase() === name && ['string', 'number'].includes(typeof value) ? [String(value)] : [],
    );
  const found = { tokens: valuesOf(TOKEN), dataIds: valuesOf(DATA_ID) };
  return found.tokens.length + found.dataIds.length > 0 ? found : undefined;
}

const PROPERTY = new RegExp(`"(${TOKEN}|${DATA_ID})"\\s*:\\s*(?:"([^"\\\\]*)"|(\\d+))`, 'gi');

/** Searches a body that is not valid JSON, such as a truncated one. */
function fromInvalidJson(json: string): Identifiers {
  const found: Identifiers = { tokens: [], dataIds: [] };
  for (const [, name = '', string, number] of json.matchAll(PROPERTY)) {
    const values = name.toLowerCase() === TOKEN ? found.tokens : found.dataIds;
    values.push(string ?? number ?? '');
  }
  return found;
}
