/** Determines the effect of a property that is new in a schema. */
import { isObject, type Json, type OpenApiDocument, resolveNode } from '../document.ts';
import { childOf, isSame, type Located } from './change.ts';
import type { ComparisonContext } from './comparison-context.ts';
import { type Effect, effects } from './effects.ts';

/** Accepts everything, as if there were no schema. Its fixed pointer ends the comparison of a recursive schema. */
const OPEN: Located = { value: {}, pointer: 'open' };

/**
 * Returns the effect of a new property, or of a new pattern of names, in a request. If the name was refused before, more is
 * accepted now. Otherwise the property tightens the request if its schema accepts less than was accepted before.
 */
export function newPropertyEffect(
  context: ComparisonContext,
  { owner, name, schema, isPattern }: NewProperty,
): Effect {
  const { old, whole } = context;
  if (!isPattern && refusesName(old, whole?.value ?? owner.value, name)) return 'property-added';
  const before = schemasBefore(old, owner, isPattern ? undefined : name);
  if (before.some(({ value }) => value === false)) return 'property-added';
  // If the value had to satisfy several schemas, one that is as strict is enough.
  const found = before.map((one) => largestEffect(context, one, schema));
  return found.includes(undefined) ? 'property-added' : (found[0] ?? 'property-added');
}

export interface NewProperty {
  /** The old schema, which does not have the property. */
  readonly owner: Located;
  readonly name: string;
  readonly schema: Located;
  /** Whether `name` is a pattern of `patternProperties`. */
  readonly isPattern: boolean;
}

/** Returns the schemas that applied to a property of this name: those of matching patterns, or the one for other names. */
function schemasBefore(document: OpenApiDocument, owner: Located, name: string | undefined): Located[] {
  const patterns = childOf(owner, 'patternProperties');
  const matching = isObject(patterns.value)
    ? Object.keys(patterns.value).filter((pattern) => name !== undefined && matches(pattern, name))
    : [];
  if (matching.length > 0) return matching.map((pattern) => resolved(document, childOf(patterns, pattern)));
  const others = ['additionalProperties', 'unevaluatedProperties']
    .map((keyword) => childOf(owner, keyword))
    .filter(({ value }) => value !== undefined);
  const [first = OPEN] = others;
  return [resolved(document, first)];
}

/** Returns the effect of a stricter schema, or `undefined` if it is not stricter. */
export function largestEffect(
  context: ComparisonContext,
  before: Located,
  after: Located,
): Effect | undefined {
  const found: Effect[] = [];
  // A recursive schema has been compared already.
  const seen = context.asNew ?? new Set<string>();
  const report = (effect: Effect) => void found.push(effect);
  context.compare({ ...context, report, seen, asNew: seen }, before, after);
  const large = found.filter((effect) => effects[effect] === 'major');
  return large.some((effect) => effect.startsWith('request-')) ? 'request-tightened' : large[0];
}

/** Returns whether the schema refuses every object that has a property of this name. */
function refusesName(document: OpenApiDocument, schema: Json | undefined, name: string, depth = 0): boolean {
  if (schema === false) return true;
  if (!isObject(schema) || depth > MAX_DEPTH) return false;
  const node = resolveNode(document, schema);
  const refuses = (inner: Json | undefined) => refusesName(document, inner, name, depth + 1);
  const list = (keyword: string) => (Array.isArray(node[keyword]) ? node[keyword] : []);
  const every = (keyword: string) => list(keyword).length > 0 && list(keyword).every(refuses);
  return (
    ownRefusal(node, name) ||
    list('allOf').some(refuses) ||
    every('anyOf') ||
    every('oneOf') ||
    (node.unevaluatedProperties === false && !isNamed(document, node, name))
  );
}

/** Limits recursion, because schemas may be recursive. No contract nests its alternatives deeper. */
const MAX_DEPTH = 20;

function ownRefusal(node: { [keyword: string]: Json }, name: string): boolean {
  const { properties, patternProperties, propertyNames } = node;
  if (isObject(propertyNames) && !isName(propertyNames, name)) return true;
  if (isObject(properties) && Object.hasOwn(properties, name)) return properties[name] === false;
  const patterns = Object.entries(isObject(patternProperties) ? patternProperties : {});
  const matching = patterns.filter(([pattern]) => matches(pattern, name));
  if (matching.length > 0) return matching.some(([, schema]) => schema === false);
  return node.additionalProperties === false;
}

/** Returns whether `propertyNames` accepts a name, judging by its lists, patterns and lengths. */
function isName(
  { enum: names, const: only, pattern, maxLength, minLength, not }: { [keyword: string]: Json },
  name: string,
): boolean {
  if (Array.isArray(names) && !names.includes(name)) return false;
  if (only !== undefined && !isSame(only, name)) return false;
  if (typeof pattern === 'string' && !matches(pattern, name)) return false;
  if (typeof maxLength === 'number' && [...name].length > maxLength) return false;
  if (typeof minLength === 'number' && [...name].length < minLength) return false;
  return !(isObject(not) && Object.keys(not).length > 0 && isName(not, name) && hasNameKeyword(not));
}

const hasNameKeyword = (schema: { [keyword: string]: Json }) =>
  ['enum', 'const', 'pattern'].some((keyword) => keyword in schema);

/** Returns whether a schema, or one that applies to the same object, defines the property. */
function isNamed(document: OpenApiDocument, schema: Json, name: string, depth = 0): boolean {
  if (!isObject(schema) || depth > MAX_DEPTH) return false;
  const node = resolveNode(document, schema);
  const { properties, patternProperties, additionalProperties } = node;
  const inPlace = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) =>
    Array.isArray(node[keyword]) ? node[keyword] : [],
  );
  return (
    (isObject(properties) && Object.hasOwn(properties, name)) ||
    (isObject(patternProperties) && Object.keys(patternProperties).some((one) => matches(one, name))) ||
    (additionalProperties !== undefined && additionalProperties !== false) ||
    inPlace.some((inner) => isNamed(document, inner, name, depth + 1))
  );
}

function matches(pattern: string, name: string): boolean {
  return new RegExp(pattern, 'u').test(name);
}

function resolved(document: OpenApiDocument, { value, pointer }: Located): Located {
  if (value === true) return OPEN;
  return isObject(value) ? { value: resolveNode(document, value), pointer } : { value, pointer };
}
