/** Generates items of all vendors with random changes around the limits of the contracts. The same seed generates the same items. */
import { type ApiName, isObject, type Json, type JsonObject, loadBundle } from '@pushspec/contract';

/** Returns a number from 0 to less than 1. */
type Random = () => number;

interface Pool {
  names: string[];
  /** Values at a limit of the contract and right next to it. */
  limits: readonly Json[];
  /** The limit values and values of every type. Each call returns a new copy, because items are modified. */
  values: readonly (() => unknown)[];
}

/** Returns the values at which the contract's rules change their result, and the values right next to them. */
export function poolOf(api: ApiName, nowMs: number): Pool {
  const names = new Set([
    '__proto__',
    'constructor',
    '',
    'a/b~c',
    'extra_data',
    'Status',
    'node:cpu',
    '9a',
    '名',
  ]);
  const values = new Set<Json>();
  const visit = (node: Json) => {
    if (typeof node !== 'object' || node === null) return;
    if (isObject(node)) take(node);
    for (const child of Object.values(node)) visit(child);
  };
  const take = (node: JsonObject) => {
    for (const name of isObject(node.properties) ? Object.keys(node.properties) : []) {
      for (const near of [name, `${name}s`, name.toUpperCase(), name.slice(1), `df_${name}`]) names.add(near);
    }
    for (const listed of [node.enum ?? [], node.const ?? []].flat()) {
      values.add(listed);
      if (typeof listed === 'string') names.add(listed).add(`${listed}x`);
    }
    for (const limit of ['minimum', 'maximum', 'exclusiveMaximum'].map((keyword) => node[keyword])) {
      if (typeof limit === 'number') for (const step of [-1, 0, 1]) values.add(limit + step);
    }
    for (const length of [node.minLength, node.maxLength]) {
      if (typeof length !== 'number') continue;
      for (const near of [length - 1, length, length + 1].filter((count) => count >= 0)) {
        values.add('n'.repeat(near)).add('🚨'.repeat(near));
      }
    }
    const ahead = node['x-max-future'];
    if (isObject(ahead)) {
      const last = nowMs + Number(ahead.seconds) * 1000 + 999;
      for (const step of [-1, 0, 1]) values.add(last + step);
    }
  };
  visit(loadBundle(api, 'documented').components.schemas);
  const limits = [...values];
  const made = limits.map((value) => () => structuredClone(value));
  return { names: [...names], limits, values: [...made, ...ANY_TYPE, ...ONLY_IN_PROGRAMS] };
}

const ANY_TYPE = [
  ...[null, true, false, '', ' ', 'text', '7', '123456789012345678', '1234567890123456789'],
  ...[0, 1, -1, 1.5, 1e21, 1e-7, [], [1], {}, { a: 1 }, { host: {} }, { 'node:cpu': 1, up: 'x' }],
  ...['20261121T083000.000+0800', '20260229T083000.000+0800', '20261121T083000+0800'],
].map((value) => () => structuredClone(value));

/** Values that `JSON.stringify` omits or converts. */
const ONLY_IN_PROGRAMS: readonly (() => unknown)[] = [
  () => undefined,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => -0,
  () => () => 1,
  () => Symbol('s'),
  () => new Date(0),
  () => new Map([[1, 2]]),
  () => ({ toJSON: () => 'as text' }),
  () => ({ toJSON: () => undefined }),
  () => Object.create({ inherited: 1 }),
  () => '\ud800',
  () => [undefined],
];

/** Returns the item with each property, at any depth, replaced by each of these values. */
export function eachMemberAs(original: JsonObject, values: readonly Json[]): JsonObject[] {
  return objectsIn(original).flatMap((_, position) =>
    Object.keys(objectsIn(original)[position] ?? {}).flatMap((name) =>
      values.map((value) => {
        const item = structuredClone(original);
        Object.assign(objectsIn(item)[position] ?? {}, { [name]: value });
        return item;
      }),
    ),
  );
}

/** Returns the item after one to three changes. */
export function changed(original: JsonObject, { names, values }: Pool, random: Random): unknown {
  const item = structuredClone(original) as Record<string, unknown>;
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  // One in a hundred is not an item.
  if (random() < 0.01) return pick(values)();
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
    const holder = pick(objectsIn(item));
    const name = pick(Object.keys(holder).length > 0 ? Object.keys(holder) : names);
    const change = pick([replaceValue, replaceValue, leaveOut, rename, add, addMany]);
    change(holder, name);
  }
  return item;

  function put(holder: Record<string, unknown>, name: string, value: unknown): void {
    // Sets `__proto__` as an ordinary property.
    Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
  }
  function replaceValue(holder: Record<string, unknown>, name: string): void {
    put(holder, name, pick(values)());
  }
  function leaveOut(holder: Record<string, unknown>, name: string): void {
    delete holder[name];
  }
  function rename(holder: Record<string, unknown>, name: string): void {
    const value = holder[name];
    delete holder[name];
    put(holder, pick(names), value);
  }
  function add(holder: Record<string, unknown>): void {
    put(holder, pick(names), pick(values)());
  }
  /** Adds more than the explain pass checks, a few of them wrong. */
  function addMany(holder: Record<string, unknown>): void {
    const usual = pick(['text', 1]);
    for (let index = 0; index < 150; index++) {
      const isWrong = random() < 0.02;
      put(holder, isWrong ? `${pick(names)}${index}` : `own${index}`, isWrong ? pick(values)() : usual);
    }
  }
}

/** Returns the value and all objects in it. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
}
