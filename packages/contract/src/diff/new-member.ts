/** What a property does that a schema states for the first time. */
import { isObject, type Json, type OpenApiDocument, resolveNode } from '../document.ts';
import { childOf, isSame, type Located } from './change.ts';
import { type Comparing, compareSchemas } from './compare-schemas.ts';
import { type Effect, effects } from './effects.ts';

/** A schema that lets everything pass, as there was none. It has one place, so that a schema which leads back to itself ends. */
const OPEN: Located = { value: {}, pointer: 'open' };

/**
 * The effect of a property, or of a pattern of names, that is new in a request. Where its name was refused, more passes than before.
 * Otherwise it tightens the request if it asks for more of the value than what was true of it until now.
 */
export function newMemberEffect(comparing: Comparing, { owner, name, schema, isPattern }: NewMember): Effect {
  const { old, whole } = comparing;
  if (!isPattern && refusesName(old, whole?.value ?? owner.value, name)) return 'member-added';
  const before = schemasBefore(old, owner, isPattern ? undefined : name);
  if (before.some(({ value }) => value === false)) return 'member-added';
  // Of several schemas that a value had to satisfy, one that already asks for as much is enough.
  const found = before.map((one) => largestEffect(comparing, one, schema));
  return found.includes(undefined) ? 'member-added' : (found[0] ?? 'member-added');
}

export interface NewMember {
  /** The old schema that has no such property. */
  readonly owner: Located;
  readonly name: string;
  readonly schema: Located;
  /** Whether `name` is a pattern of `patternProperties`. */
  readonly isPattern: boolean;
}

/** What a property of this name had to satisfy: the patterns that it matches, or what is said of all others. */
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

/** Returns the effect of asking for more than before, or `undefined` if no more is asked for. */
export function largestEffect(comparing: Comparing, before: Located, after: Located): Effect | undefined {
  const found: Effect[] = [];
  // A schema that leads back to itself has been compared already.
  const seen = comparing.asNew ?? new Set<string>();
  const report = (effect: Effect) => void found.push(effect);
  compareSchemas({ ...comparing, report, seen, asNew: seen }, before, after);
  const large = found.filter((effect) => effects[effect] === 'major');
  return large.some((effect) => effect.startsWith('request-')) ? 'request-tightened' : large[0];
}

/** Whether no object with a property of this name satisfies the schema. */
function refusesName(document: OpenApiDocument, schema: Json | undefined, name: string, depth = 0): boolean {
  if (schema === false) return true;
  if (!isObject(schema) || depth > DEEPEST) return false;
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

/** No contract nests its alternatives deeper; a schema may lead back to itself. */
const DEEPEST = 20;

function ownRefusal(node: { [keyword: string]: Json }, name: string): boolean {
  const { properties, patternProperties, propertyNames } = node;
  if (isObject(propertyNames) && !isName(propertyNames, name)) return true;
  if (isObject(properties) && Object.hasOwn(properties, name)) return properties[name] === false;
  const patterns = Object.entries(isObject(patternProperties) ? patternProperties : {});
  const matching = patterns.filter(([pattern]) => matches(pattern, name));
  if (matching.length > 0) return matching.some(([, schema]) => schema === false);
  return node.additionalProperties === false;
}

/** Whether `propertyNames` lets a name pass, as far as its lists, patterns and lengths say. */
function isName(
  { enum: names, const: only, pattern, maxLength, minLength, not }: { [keyword: string]: Json },
  name: string,
): boolean {
  if (Array.isArray(names) && !names.includes(name)) return false;
  if (only !== undefined && !isSame(only, name)) return false;
  if (typeof pattern === 'string' && !matches(pattern, name)) return false;
  if (typeof maxLength === 'number' && [...name].length > maxLength) return false;
  if (typeof minLength === 'number' && [...name].length < minLength) return false;
  return !(isObject(not) && Object.keys(not).length > 0 && isName(not, name) && isOfNames(not));
}

const isOfNames = (schema: { [keyword: string]: Json }) =>
  ['enum', 'const', 'pattern'].some((keyword) => keyword in schema);

/** Whether a schema or one that applies to the same object states the property. */
function isNamed(document: OpenApiDocument, schema: Json, name: string, depth = 0): boolean {
  if (!isObject(schema) || depth > DEEPEST) return false;
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
