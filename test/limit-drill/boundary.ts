/** Requests right at a limit, and right beyond it. */
import { isObject, type Json, type JsonObject, type OpenApiDocument, operationsOf } from '@pushspec/contract';
import { exampleBody, isUpper, type Limit, limitsOf } from './limits.ts';

/** A request as far as a limit can be about it. */
export interface Probe {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What the server's clock says. */
  readonly nowMs: number;
  /** How far the Date header is behind it, in milliseconds. */
  readonly behindMs: number;
}

export interface Boundary {
  readonly fits: Probe;
  /** Absent where there is nothing beyond, such as fewer than no items. */
  readonly beyond?: Probe;
}

/** The last millisecond of a Date. */
const LAST_INSTANT = 8.64e15;

/** The last millisecond that the server's clock can show. */
export const LAST_OF_CLOCK = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

export const NOW = Date.parse('2026-11-21T08:30:00.000Z');

/** Rates are found out by sending; this is about all limits of a single request. */
export function boundaryOf(document: OpenApiDocument, limit: Limit): Boundary {
  const { name, value, place } = limit;
  const body = exampleBody(document, place?.kind ?? firstKind(document));
  const usual: Probe = { text: JSON.stringify(body), headers: {}, nowMs: NOW, behindMs: 0 };
  const pair = (make: (value: number) => Probe, fits: number, beyond: number): Boundary => ({
    fits: make(fits),
    ...(beyond >= 0 ? { beyond: make(beyond) } : {}),
  });
  const sized = (bytes: number) => ({
    ...usual,
    text: usual.text + ' '.repeat(bytes - Buffer.byteLength(usual.text)),
  });
  switch (name) {
    case 'x-max-body-bytes.bytes':
      return pair(sized, value, value + 1);
    case 'x-dropped-from-bytes.bytes':
      return pair(sized, value - 1, value);
    case 'x-max-depth.depth':
      return pair((depth) => ({ ...usual, text: nested(body, depth) }), value, value + 1);
    case 'x-clock-skew.seconds':
      return pair((seconds) => ({ ...usual, behindMs: seconds * 1000 }), value, value + 1);
    case 'x-max-future.seconds':
      return pair((seconds) => withValue(usual, body, limit, NOW + seconds * 1000), value, value + 1);
    default:
      return keywordBoundary(usual, body, limit, isInstant(document, limit));
  }
}

function firstKind(document: OpenApiDocument): string | undefined {
  const kinds = operationsOf(document)[0]?.operation['x-kinds'];
  return isObject(kinds) ? Object.keys(kinds)[0] : undefined;
}

function keywordBoundary(usual: Probe, body: Json, limit: Limit, isTime: boolean): Boundary {
  const { name, value } = limit;
  const step = isUpper(name) ? 1 : -1;
  const counted = /Length$|Items$|Properties$/.test(name);
  const [fits, beyond] = name.startsWith('exclusive')
    ? [beside(value, -step), value]
    : [value, counted ? value + step : beside(value, step)];
  const probe = (number: number) => ({
    ...withValue(usual, body, limit, counted ? sample(body, limit, number) : number),
    // An instant that a clock can show must not be refused for lying ahead of it.
    ...(isTime && number > NOW && number < LAST_INSTANT ? { nowMs: number } : {}),
  });
  return { fits: probe(fits), ...(counted && beyond < 0 ? {} : { beyond: probe(beyond) }) };
}

/** The next number in a direction that is surely another one. */
function beside(value: number, step: number): number {
  return Number.isSafeInteger(value) && Number.isSafeInteger(value + step)
    ? value + step
    : value + step * Math.abs(value) * 2 ** -20;
}

/** A text, list or object of so many characters, elements or members. */
function sample(body: Json, { name, place }: Limit, count: number): Json {
  if (name.endsWith('Length')) return 'n'.repeat(count);
  const present = place?.path.reduce<Json | undefined>((node, step) => childOf(node, step), body);
  if (name.endsWith('Items')) {
    const element = Array.isArray(present) ? present[0] : undefined;
    return Array.from({ length: count }, () => structuredClone(element ?? null));
  }
  const member = isObject(present) ? Object.values(present)[0] : undefined;
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`m${index}`, member ?? null]));
}

function childOf(node: Json | undefined, step: string): Json | undefined {
  if (Array.isArray(node)) return node[0];
  if (!isObject(node)) return undefined;
  return step === '{}' ? Object.values(node)[0] : node[step];
}

/** Whether the limit is one of a value that must not lie too far ahead of the clock. */
function isInstant(document: OpenApiDocument, { place }: Limit): boolean {
  const isSame = (other: Limit) => JSON.stringify(other.place) === JSON.stringify(place);
  return limitsOf(document).some((other) => other.name === 'x-max-future.seconds' && isSame(other));
}

/** The request with a value in the place of the limit. */
function withValue(usual: Probe, body: Json, { place }: Limit, value: Json): Probe {
  const [first, ...rest] = place?.path ?? [];
  if (first === 'header') return { ...usual, headers: { [String(rest[0])]: String(value) } };
  const text = JSON.stringify(place?.path.length ? changed(structuredClone(body), place.path, value) : value);
  return { ...usual, text };
}

function changed(body: Json, path: readonly string[], value: Json): Json {
  const [step = '', ...rest] = path;
  if (step === '*') {
    const list = body as Json[];
    list[0] = rest.length === 0 ? value : changed(list[0] as Json, rest, value);
    return body;
  }
  const node = body as JsonObject;
  const member = step === '{}' ? (Object.keys(node)[0] ?? 'm') : step;
  node[member] = rest.length === 0 ? value : changed(node[member] as Json, rest, value);
  return body;
}

/** The body with a member in its item, or else in its additional data, that brings it to so many levels. */
function nested(body: Json, depth: number): string {
  const marked = structuredClone(body) as JsonObject;
  const items = Array.isArray(marked) ? marked : marked.data;
  const [host, levels] = Array.isArray(items)
    ? [items[0], Array.isArray(marked) ? 2 : 3]
    : [marked.extraData, 2];
  Object.assign(host as JsonObject, { more: 'deep' });
  return JSON.stringify(marked).replace('"deep"', '['.repeat(depth - levels) + ']'.repeat(depth - levels));
}
