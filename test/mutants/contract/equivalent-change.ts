/** Finds changes that keep the meaning of a contract. No request can detect them, so they are not mutants. */
import type { Contract } from '@pushspec/conformance';
import { isObject, type Json, type JsonObject, valueAt } from '@pushspec/contract';
import type { Mutation } from './mutation.ts';

/** Returns whether the changed document has the same meaning, judging by the surrounding schema. */
export function isEquivalentChange(contract: Contract, mutation: Mutation): boolean {
  const { pointer } = mutation;
  if (pointer.endsWith('/type')) return isEquivalentType(contract, mutation);
  if (pointer.endsWith('/x-reason/required')) return isUnusedReason(contract, pointer);
  return false;
}

/** Returns whether a changed type makes no difference because other rules already decide about the same values. */
function isEquivalentType({ document }: Contract, { pointer, kind, apply }: Mutation): boolean {
  if (kind !== 'constraint removed' && kind !== 'constraint loosened') return false;
  const at = pointer.slice(0, -'/type'.length);
  const node = valueAt(document, at);
  if (!isObject(node)) return false;
  const copy = structuredClone(document);
  apply(copy);
  const before = typesOf(node.type);
  const after = typesOf((valueAt(copy, at) as JsonObject).type);
  if (isNameOnly(document, at)) return before.has('string') && after.has('string');
  const listed = node.enum ?? (node.const === undefined ? undefined : [node.const]);
  // The list excludes what the type allows, for the same reason.
  if (Array.isArray(listed) && typeof node['x-reason'] === 'string') {
    return listed.every((value) => before.has(typeOf(value)));
  }
  const holder = holderOf(document, at);
  return holder !== undefined && areSame(within(before, holder), within(after, holder));
}

const ALL = ['null', 'boolean', 'object', 'array', 'number', 'integer', 'string'];

function typesOf(type: Json | undefined): Set<string> {
  return new Set(type === undefined ? ALL : [type].flat().map(String));
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** Returns the types that the schema around a `not` or an advice allows, or `undefined` for other schemas. */
function holderOf(document: Contract['document'], pointer: string): Set<string> | undefined {
  const [, holder] = /^(.*)\/(?:not|x-advice\/\d+\/schema)$/.exec(pointer) ?? [];
  const node = holder === undefined ? undefined : valueAt(document, holder);
  if (!isObject(node) || typeof node['x-reason'] !== 'string') return undefined;
  if (node.type !== undefined) return typesOf(node.type);
  const branches = node.oneOf ?? node.anyOf;
  if (!Array.isArray(branches)) return undefined;
  return new Set(branches.flatMap((branch) => [...typesOf(isObject(branch) ? branch.type : undefined)]));
}

function within(types: Set<string>, holder: Set<string>): Set<string> {
  return new Set([...types].filter((type) => holder.has(type)));
}

function areSame(one: Set<string>, other: Set<string>): boolean {
  return one.size === other.size && [...one].every((type) => other.has(type));
}

/** Returns whether the schema applies to property names only, which are always strings. */
function isNameOnly(
  document: Contract['document'],
  pointer: string,
  passed: readonly string[] = [],
): boolean {
  const uses: boolean[] = [];
  const follow = (node: Json | undefined, isName: boolean): void => {
    if (Array.isArray(node)) for (const each of node) follow(each, isName);
    if (!isObject(node)) return;
    if (node.$ref === `#${pointer}`) uses.push(isName);
    for (const [name, value] of Object.entries(node)) follow(value, isName || name === 'propertyNames');
  };
  const { schemas } = document.components;
  const seen = [...passed, pointer];
  for (const [name, schema] of Object.entries(schemas)) {
    const place = `/components/schemas/${name}`;
    if (seen.includes(place) || !JSON.stringify(schema).includes(`"#${pointer}"`)) continue;
    follow(schema, isNameOnly(document, place, seen));
  }
  follow(document.paths as unknown as Json, false);
  return uses.length > 0 && uses.every((isName) => isName);
}

/** Returns whether the reason is unused because the missing property's own schema has one. */
function isUnusedReason({ document }: Contract, pointer: string): boolean {
  const node = valueAt(document, pointer.slice(0, -'/x-reason/required'.length));
  if (!isObject(node) || !Array.isArray(node.required) || !isObject(node.properties)) return false;
  const { properties } = node;
  return node.required.every((name) => {
    const member = properties[String(name)];
    return isObject(member) && isObject(member['x-reason']) && 'required' in member['x-reason'];
  });
}
