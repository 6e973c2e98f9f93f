/** Compares two schemas keyword by keyword, following their references. */
import { isObject, type Json } from '../document.ts';
import {
  absent,
  childOf,
  elementsOf,
  isSame,
  type Located,
  propertyNamesOf,
  referenceTarget,
} from './change.ts';
import { type ComparisonContext, effectOf } from './comparison-context.ts';
import { type Direction, inverse, opaque } from './directions.ts';
import type { Effect } from './effects.ts';
import { newPropertyEffect } from './new-property.ts';
import { compareNodeExtensions } from './node-extensions.ts';
import { pairUp } from './pairs.ts';
import { acceptsAll, annotations, combinators, constraints, subschemas } from './schema-keywords.ts';

/** Reports the differences between two schemas of the same value. */
export function compareSchemas(context: ComparisonContext, old: Located, revised: Located): void {
  compareInPlace({ ...context, whole: referenceTarget(context.old, old) }, old, revised);
}

/** Reports the differences between two schemas that apply to the same value as the schemas around them. */
function compareInPlace(context: ComparisonContext, oldSchema: Located, newSchema: Located): void {
  const old = referenceTarget(context.old, oldSchema);
  const revised = referenceTarget(context.revised, newSchema);
  const { side, inverted, whole } = context;
  const key = JSON.stringify([old.pointer, revised.pointer, side, inverted, whole?.pointer]);
  if (context.seen.has(key)) return;
  context.seen.add(key);
  if (!isObject(old.value) || !isObject(revised.value)) {
    const direction = compareTruth(old.value, revised.value);
    if (direction) context.report(effectOf(context, direction), old, revised);
    return;
  }
  for (const keyword of propertyNamesOf(old, revised)) {
    if (!keyword.startsWith('x-') && !annotations.includes(keyword)) {
      compareKeyword(context, keyword, old, revised);
    }
  }
  compareNodeExtensions(context, old, revised);
}

/** Compares two schemas of which at least one is a boolean: `true` and `{}` accept everything, `false` nothing. */
function compareTruth(old: Json | undefined, revised: Json | undefined): Direction | undefined {
  if (isSame(old, revised)) return undefined;
  if (acceptsAll(old)) return acceptsAll(revised) ? undefined : 'narrower';
  return old !== false && (revised === false || !acceptsAll(revised)) ? 'narrower' : 'wider';
}

/** @param owner The old schema that has the keyword. */
function compareKeyword(
  context: ComparisonContext,
  keyword: string,
  owner: Located,
  newOwner: Located,
): void {
  const [old, revised] = [childOf(owner, keyword), childOf(newOwner, keyword)];
  if (keyword === 'properties' || keyword === 'patternProperties') {
    compareProperties(context, { old, revised, owner, newOwner, isPattern: keyword !== 'properties' });
  } else if (keyword === 'not') {
    compareOptional({ ...context, inverted: !context.inverted }, old, revised, 'wider');
  } else if (subschemas.includes(keyword)) {
    compareOptional(context, old, revised, 'narrower');
  } else if (Object.hasOwn(combinators, keyword)) {
    compareLists(context, old, revised, combinators[keyword as keyof typeof combinators]);
  } else {
    const compare = constraints[keyword] ?? opaque;
    const direction = compare(old.value, revised.value);
    if (direction) context.report(effectOf(context, direction), old, revised);
  }
}

/** Compares a schema that may be absent. `added` is the direction of adding it. */
function compareOptional(context: ComparisonContext, old: Located, revised: Located, added: Direction): void {
  if (old.value !== undefined && revised.value !== undefined) {
    compareSchemas(context, old, revised);
    return;
  }
  const present = old.value === undefined ? revised : old;
  if (acceptsAll(present.value)) return;
  const direction = old.value === undefined ? added : inverse(added);
  context.report(effectOf(context, direction as Direction), old, revised);
}

function compareLists(
  context: ComparisonContext,
  old: Located,
  revised: Located,
  added: 'narrower' | 'wider',
): void {
  if (old.value === undefined || revised.value === undefined) {
    // A list of alternatives is a new constraint; its removal lifts one.
    const direction = old.value === undefined ? 'narrower' : 'wider';
    context.report(effectOf(context, direction), old, revised);
    return;
  }
  const pairs = pairUp(elementsOf(old), elementsOf(revised), [
    ({ value }) => JSON.stringify(value),
    ({ value }) => (isObject(value) && typeof value.$ref === 'string' ? value.$ref : undefined),
    ({ pointer }) => pointer.slice(pointer.lastIndexOf('/')),
  ]);
  for (const pair of pairs) {
    if (pair.old && pair.revised) compareInPlace(context, pair.old, pair.revised);
    else {
      const direction = pair.old ? (inverse(added) as Direction) : added;
      context.report(effectOf(context, direction), pair.old ?? absent(old), pair.revised ?? absent(revised));
    }
  }
}

interface ComparedProperties {
  readonly old: Located;
  readonly revised: Located;
  /** The schemas that have these properties. */
  readonly owner: Located;
  readonly newOwner: Located;
  /** Whether the names are patterns. */
  readonly isPattern: boolean;
}

function compareProperties(context: ComparisonContext, compared: ComparedProperties): void {
  const { old, revised } = compared;
  for (const name of propertyNamesOf(old, revised)) {
    const [before, after] = [childOf(old, name), childOf(revised, name)];
    if (before.value !== undefined && after.value !== undefined) compareSchemas(context, before, after);
    else context.report(propertyEffect(context, compared, name), before, after);
  }
  const orderIn = ({ value }: Located, other: Located) =>
    Object.keys(isObject(value) ? value : {}).filter((name) => childOf(other, name).value !== undefined);
  const isReordered = !isSame(orderIn(old, revised), orderIn(revised, old));
  // The server checks properties in the order of the contract.
  if (isReordered && context.side === 'request' && !context.inverted) {
    context.report(
      'order-changed',
      { ...old, value: orderIn(old, revised) },
      { ...revised, value: orderIn(revised, old) },
    );
  }
}

function propertyEffect(context: ComparisonContext, compared: ComparedProperties, name: string): Effect {
  const { old, revised, owner, isPattern } = compared;
  const isNew = childOf(old, name).value === undefined;
  if (context.inverted || context.side === 'warning') return effectOf(context, isNew ? 'narrower' : 'wider');
  if (!isNew) return 'property-removed';
  if (context.side === 'response') return 'property-added';
  return newPropertyEffect(context, { owner, name, schema: childOf(revised, name), isPattern });
}
