/** Builds requests that are exactly at a limit, and requests that just exceed it. */
import {
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  operationsOf,
  parametersOf,
  type Rpc,
} from '@pushspec/contract';
import { entryOf, exampleBody, isUpper, type Limit, limitsOf } from './limits.ts';

/** The parts of a request that a limit can apply to. */
export interface Probe {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Time of the server's clock. */
  readonly nowMs: number;
  /** Milliseconds by which the Date header is behind the clock. */
  readonly behindMs: number;
}

/** A request at a limit, and one that exceeds it. */
export interface Boundary {
  readonly allowed: Probe;
  /** Absent if the limit cannot be exceeded, such as a minimum of zero items. */
  readonly exceeded?: Probe;
}

/** The last millisecond that a `Date` can represent. */
const LAST_DATE_MS = 8.64e15;

/** The last millisecond that the server's clock can show. */
export const LAST_CLOCK_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

export const NOW = Date.parse('2026-11-21T08:30:00.000Z');

/** Returns the requests at a limit on a single request. Rate limits take several requests, see `server-drill.ts`. */
export function boundaryOf(document: OpenApiDocument, limit: Limit): Boundary {
  const { name, value, location } = limit;
  const body = exampleBody(document, limit, location?.kind ?? firstKind(document));
  const rpc = rpcOf(document, limit);
  const valid: Probe = { text: JSON.stringify(body), headers: {}, nowMs: NOW, behindMs: 0 };
  const pair = (make: (value: number) => Probe, allowed: number, exceeded: number): Boundary => ({
    allowed: make(allowed),
    ...(exceeded >= 0 ? { exceeded: make(exceeded) } : {}),
  });
  const sized = (bytes: number) => ({
    ...valid,
    text: rpc ? withValues(rpc, body, bytes) : valid.text + ' '.repeat(bytes - Buffer.byteLength(valid.text)),
  });
  switch (name) {
    case 'x-max-body-bytes.bytes':
      return pair(sized, value, value + 1);
    case 'x-dropped-from-bytes.bytes':
      return pair((bytes) => packetOf(document, body, valid, bytes), value - 1, value);
    case 'x-max-depth.depth':
      // Without JSON in a parameter, nothing is nested.
      if (rpc && !Object.values(rpc.style ?? {}).includes('json')) return { allowed: valid };
      return pair((depth) => ({ ...valid, text: nested(body, depth) }), value, value + 1);
    case 'x-clock-skew.seconds':
      return pair((seconds) => ({ ...valid, behindMs: seconds * 1000 }), value, value + 1);
    case 'x-max-future.seconds':
      return pair((seconds) => withValue(valid, body, limit, NOW + seconds * 1000), value, value + 1);
    default:
      return keywordBoundary(valid, body, limit, isTimestamp(document, limit));
  }
}

/** Returns how the operation of a limit sends its parameters, or `undefined` if its body is JSON. */
export function rpcOf(document: OpenApiDocument, limit: Pick<Limit, 'operation'>): Rpc | undefined {
  return entryOf(document, limit).operation['x-rpc'] as Rpc | undefined;
}

/** Returns a body whose decoded values have this size. Its first string is padded. */
function withValues(rpc: Rpc, body: Json, bytes: number): string {
  const marked = JSON.stringify(body).replace('":"', `":"${PADDING}`);
  const sizeOf = (text: string) => {
    const [, , ...pairs] = new URLSearchParams(parametersOf(rpc, JSON.parse(text)));
    return pairs.reduce((sum, [, value]) => sum + Buffer.byteLength(value), 0);
  };
  const missing = bytes - (sizeOf(marked) - PADDING.length);
  return marked.replace(PADDING, 'p'.repeat(missing));
}

const PADDING = 'padding';

/** Returns the request whose single item is forwarded in a packet of this size. */
function packetOf(document: OpenApiDocument, body: Json, valid: Probe, bytes: number): Probe {
  const rule = operationsOf(document)[0]?.operation['x-dropped-from-bytes'] as JsonObject;
  const { data, ...others } = body as { data: JsonObject[] };
  const [first = {}] = data;
  const sizeOf = (item: JsonObject) => Number(rule.envelopeBytes) + Buffer.byteLength(JSON.stringify(item));
  const item = { ...first, target: 't'.repeat(bytes - sizeOf({ ...first, target: '' })) };
  return { ...valid, text: JSON.stringify({ ...others, data: [item] }) };
}

function firstKind(document: OpenApiDocument): string | undefined {
  const kinds = operationsOf(document)[0]?.operation['x-kinds'];
  return isObject(kinds) ? Object.keys(kinds)[0] : undefined;
}

function keywordBoundary(valid: Probe, body: Json, limit: Limit, isTime: boolean): Boundary {
  const { name, value } = limit;
  const step = isUpper(name) ? 1 : -1;
  const counted = /Length$|Items$|Properties$/.test(name);
  const [allowed, exceeded] = name.startsWith('exclusive')
    ? [nextNumber(value, -step), value]
    : [value, counted ? value + step : nextNumber(value, step)];
  const probe = (number: number) => ({
    ...withValue(valid, body, limit, counted ? sample(body, limit, number) : number),
    // Moves the clock to the timestamp, so that the request is not refused for a timestamp in the future.
    ...(isTime && number > NOW && number < LAST_DATE_MS ? { nowMs: number } : {}),
  });
  return { allowed: probe(allowed), ...(counted && exceeded < 0 ? {} : { exceeded: probe(exceeded) }) };
}

/** Returns a slightly larger or smaller number that is certainly different. */
function nextNumber(value: number, step: number): number {
  return Number.isSafeInteger(value) && Number.isSafeInteger(value + step)
    ? value + step
    : value + step * Math.abs(value) * 2 ** -20;
}

/** Returns a string, array or object with this number of characters, elements or properties. */
function sample(body: Json, { name, location }: Limit, count: number): Json {
  if (name.endsWith('Length')) return 'n'.repeat(count);
  const present = location?.path.reduce<Json | undefined>((node, step) => childOf(node, step), body);
  if (name.endsWith('Items')) {
    const element = Array.isArray(present) ? present[0] : undefined;
    return Array.from({ length: count }, () => structuredClone(element ?? null));
  }
  const property = isObject(present) ? Object.values(present)[0] : undefined;
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, property ?? null]));
}

function childOf(node: Json | undefined, step: string): Json | undefined {
  if (Array.isArray(node)) return node[0];
  if (!isObject(node)) return undefined;
  return step === '{}' ? Object.values(node)[0] : node[step];
}

/** Returns whether the limit applies to a timestamp that also has a limit on the future. */
function isTimestamp(document: OpenApiDocument, { location }: Limit): boolean {
  const isSame = (other: Limit) => JSON.stringify(other.location) === JSON.stringify(location);
  return limitsOf(document).some((other) => other.name === 'x-max-future.seconds' && isSame(other));
}

/** Returns the request with a value at the location of the limit. */
function withValue(valid: Probe, body: Json, { location }: Limit, value: Json): Probe {
  const [first, ...rest] = location?.path ?? [];
  if (first === 'header') return { ...valid, headers: { [String(rest[0])]: String(value) } };
  const text = JSON.stringify(
    location?.path.length ? changed(structuredClone(body), location.path, value) : value,
  );
  return { ...valid, text };
}

function changed(body: Json, path: readonly string[], value: Json): Json {
  const [step = '', ...rest] = path;
  if (step === '*') {
    const list = body as Json[];
    list[0] = rest.length === 0 ? value : changed(list[0] as Json, rest, value);
    return body;
  }
  const node = body as JsonObject;
  const property = step === '{}' ? (Object.keys(node)[0] ?? 'm') : step;
  node[property] = rest.length === 0 ? value : changed(node[property] as Json, rest, value);
  return body;
}

/** Returns the body with a nested property in its item or its additional data, so that it has this depth. */
function nested(body: Json, depth: number): string {
  const marked = structuredClone(body) as JsonObject;
  const items = Array.isArray(marked) ? marked : (marked.data ?? marked.EventInfo);
  const [host, levels] = Array.isArray(items)
    ? [items[0], marked.data === undefined ? 2 : 3]
    : [marked.extraData, 2];
  Object.assign(host as JsonObject, { more: 'deep' });
  return JSON.stringify(marked).replace('"deep"', '['.repeat(depth - levels) + ']'.repeat(depth - levels));
}
