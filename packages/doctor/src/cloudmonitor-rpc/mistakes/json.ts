/** JSON that is signed where flat parameters are sent, and the other way round. */
import { bodyOfParameters, isObject, type Json, type JsonObject } from '@pushspec/contract';
import type { Attempt } from '../../search/attempt.ts';
import { parseKeepingNumbers, STYLES, writeJson } from '../../search/body/json-styles.ts';
import { bodyVariants } from '../../search/body/variants.ts';
import { type RpcCase, type RpcMistake, withPairs } from '../case.ts';
import type { Pairs } from '../signature.ts';

const FIX = 'Build the parameters once, then sign and send exactly these.';

/** Styles that are tried with every order of the properties. */
const COMMON_STYLES = 3;
/** For more properties than this, only the order sent is tried. */
const MAX_PERMUTED = 4;

export const jsonMistakes: readonly RpcMistake[] = [
  {
    code: 'json-signed-flat-sent',
    cause: 'the events are signed as JSON, {detail}, but sent as flat parameters',
    fix: FIX,
    attempts: jsonOfFlat,
  },
  {
    code: 'flat-signed-json-sent',
    cause: 'the events are signed as flat parameters, but sent as JSON {detail}',
    fix: FIX,
    attempts: flatOfJson,
  },
  {
    code: 'json-signed-otherwise',
    cause: 'the JSON of the events is signed in another format: {detail}',
    fix: 'Serialize the events once, then sign and send exactly this text.',
    attempts: otherJson,
  },
];

function jsonOfFlat(request: RpcCase): Iterable<Attempt> {
  const others = request.pairs.filter(([name]) => !request.isOfEvents(name));
  return jsonTexts(request).map(({ name, text, detail }) =>
    withPairs(request, [...others, [name, text]], detail),
  );
}

/** Returns the JSON texts that a caller may have signed or digested instead of flat parameters. */
export function jsonTexts({ rpc, sent }: RpcCase): { name: string; text: string; detail: string }[] {
  const decoded = bodyOfParameters(rpc, sent);
  if ('fault' in decoded) return [];
  return Object.entries(decoded.body).flatMap(([name, list]) => {
    if (rpc.style?.[name] !== 'repeatList' || !Array.isArray(list)) return [];
    const orders = propertyOrders(list);
    const texts = STYLES.flatMap((style, index) =>
      orders.slice(0, index < COMMON_STYLES ? undefined : 1).map((order) => ({
        style: style.name,
        text: writeJson(list.map((item) => inOrder(item, order)) as never, style),
      })),
    );
    return texts.flatMap(({ style, text }) => [
      { name, text, detail: style },
      { name, text: text.replaceAll('"', "'"), detail: `${style}, with single quotes` },
    ]);
  });
}

/** Returns the orders in which the properties of all items may be written: that of the first item first. */
function propertyOrders(list: readonly Json[]): string[][] {
  const names = [...new Set(list.flatMap((item) => (isObject(item) ? Object.keys(item) : [])))];
  return names.length > MAX_PERMUTED ? [names] : permutations(names);
}

function permutations(names: string[]): string[][] {
  if (names.length < 2) return [names];
  return names.flatMap((name, index) =>
    permutations(names.toSpliced(index, 1)).map((rest) => [name, ...rest]),
  );
}

function inOrder(item: Json, order: readonly string[]): Json {
  if (!isObject(item)) return item;
  const names = [...order.filter((name) => name in item), ...Object.keys(item)];
  return Object.fromEntries(names.map((name) => [name, item[name]])) as JsonObject;
}

function* flatOfJson(request: RpcCase): Iterable<Attempt> {
  const { pairs, isOfEvents } = request;
  for (const [name, value] of pairs) {
    const list = !isOfEvents(name) ? undefined : parsed(value);
    const others = pairs.filter(([other]) => other !== name);
    if (Array.isArray(list)) yield withPairs(request, [...others, ...flat(name, list)], `in ${name}`);
  }
  const body = parsed(request.request.bytes.toString('utf8'));
  if (isObject(body)) {
    const all = Object.entries(body).flatMap(([name, value]) => flat(name, value as Json));
    yield withPairs(request, [...pairs, ...all], 'in the body');
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function flat(name: string, value: Json): Pairs {
  if (Array.isArray(value)) return value.flatMap((item, index) => flat(`${name}.${index + 1}`, item));
  if (isObject(value))
    return Object.entries(value).flatMap(([field, inner]) => flat(`${name}.${field}`, inner as Json));
  return [[name, String(value)]];
}

const QUOTES = /"/g;

function* otherJson(request: RpcCase): Iterable<Attempt> {
  const { pairs, isOfEvents } = request;
  for (const [index, [name, value]] of pairs.entries()) {
    if (!isOfEvents(name) || !/^\s*[[{]/.test(value)) continue;
    const replaced = (text: string, detail: string) =>
      withPairs(request, pairs.toSpliced(index, 1, [name, text]), detail);
    yield replaced(value.replaceAll("'", '"'), 'with double quotes instead of single ones');
    yield replaced(value.replace(QUOTES, "'"), 'with single quotes instead of double ones');
    const double = parseKeepingNumbers(value) === undefined ? value.replaceAll("'", '"') : value;
    for (const { bytes, detail } of bodyVariants({ bytes: Buffer.from(double) }, TEXT))
      yield replaced(bytes.toString('utf8'), detail);
  }
}

/** The text of a parameter, of which no digest is made. */
const TEXT = { code: 'json', name: 'the text', hash: 'sha256' };
