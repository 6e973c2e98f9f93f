/** Generates bodies that differ from a valid one in one location, each for one or more rules. */
import { escapePointer, isObject, type Json, pointerSegments, valueAt } from '@pushspec/contract';
import type { SchemaLocation } from '../contract/schema-locations.ts';
import type { Candidate, CandidateContext } from '../rules/keywords/candidate.ts';
import { locatedRules, valueRuleOf } from '../rules/values/index.ts';
import { unknownProperty } from '../rules/values/unknown-properties.ts';
import { candidatesOf, nameCandidatesOf } from './candidates.ts';
import { edited } from './edit.ts';
import { firstPointer } from './first-pointer.ts';
import type { Subject } from './subject.ts';
import { describedValue } from './value-text.ts';

export interface Variation {
  /** JSON pointer of the varied value. */
  readonly pointer: string;
  /** Describes the value and why it is tried. */
  readonly label: string;
  readonly body: Json;
  /** The JSON of the value if it differs from `JSON.stringify`. */
  readonly literal?: string | undefined;
  readonly aims: readonly string[];
}

/** Returns all variations of a subject, merging those with the same body. */
export function variationsOf(subject: Subject): Variation[] {
  const { locations, whole, minimal } = subject;
  const all = [
    {
      pointer: '',
      label: describedValue(whole, 'all properties'),
      body: whole,
      aims: [subject.validator.pointer],
    },
    {
      pointer: '',
      label: describedValue(minimal, 'only what is required'),
      body: minimal,
      aims: [subject.validator.pointer],
    },
    ...locations.flatMap((location) =>
      location.about === 'name' ? [] : propertyVariations(subject, location),
    ),
    ...locations.flatMap((location) => locationVariations(subject, location, location.pointer)),
    ...locations.flatMap((location) => ruleVariations(subject, location)),
  ];
  return merged(all);
}

function merged(variations: readonly Variation[]): Variation[] {
  const byBody = new Map<string, Variation>();
  for (const variation of variations) {
    const key = `${JSON.stringify(variation.body)} ${variation.literal ?? ''}`;
    const first = byBody.get(key);
    const aims = [...new Set([...(first?.aims ?? []), ...variation.aims])];
    byBody.set(key, { ...(first ?? variation), aims });
  }
  return [...byBody.values()];
}

function locationVariations(subject: Subject, location: SchemaLocation, pointer: string): Variation[] {
  // Inside `not`, the enclosing keyword creates the candidates.
  if (location.inside?.keyword === 'not') return [];
  const { matching } = subject;
  const aim = (rule: string) => [pointer + rule];
  const at = firstPointer(subject, location);
  if (at === undefined) return [];
  if (location.about === 'name') {
    const valid = Object.keys(valueAt(subject.full, at) ?? {});
    return nameCandidatesOf(location.node, { valid, matching }).map(([rule, one]) =>
      named(subject, at, one, aim(rule)),
    );
  }
  const context: CandidateContext = { valid: subject.valid(location.path), matching };
  return candidatesOf(location.node, context).map(([rule, { label, value, literal }]) => ({
    pointer: at,
    label: describedValue(value, label, literal),
    body: edited(subject.full, at, value),
    ...(literal !== undefined && { literal }),
    aims: aim(rule),
  }));
}

/** Adds a property with this name. */
function named(
  { full }: Subject,
  at: string,
  { label, value }: Candidate,
  aims: readonly string[],
): Variation {
  const object = valueAt(full, at);
  const last = isObject(object) ? Object.values(object).at(-1) : undefined;
  const pointer = `${at}/${escapePointer(String(value))}`;
  return {
    pointer: `${at}/*`,
    label: `named ${describedValue(value, label)}`,
    body: edited(full, pointer, last ?? 'text'),
    aims,
  };
}

/** Returns variations with each property absent, each optional one alone, and an unknown one added. */
function propertyVariations(subject: Subject, location: SchemaLocation): Variation[] {
  const at = firstPointer(subject, location);
  const { node } = location;
  if (at === undefined || location.inside) return [];
  const names = isObject(node.properties) ? Object.keys(node.properties) : [];
  return [
    ...names.flatMap((name) => propertyPresence(subject, { location, at, name })),
    ...unknownProperty(subject, location, at),
  ];
}

interface Presence {
  readonly location: SchemaLocation;
  readonly at: string;
  readonly name: string;
}

function propertyPresence({ whole, full, minimal }: Subject, { location, at, name }: Presence): Variation[] {
  const pointer = `${at}/${escapePointer(name)}`;
  const value = valueAt(whole, pointer);
  if (value === undefined) return [];
  const required = Array.isArray(location.node.required) ? location.node.required.indexOf(name) : -1;
  const aims = [
    `${location.pointer}/properties/${escapePointer(name)}`,
    ...(required < 0 ? [] : [`${location.pointer}/required/${required}`]),
  ];
  const absent = { pointer, label: 'absent', body: edited(full, pointer, undefined), aims };
  const isInMinimal = valueAt(minimal, at) === undefined || valueAt(minimal, pointer) !== undefined;
  if (isInMinimal) return [absent];
  return [
    absent,
    {
      pointer,
      label: describedValue(value, 'the only optional property'),
      body: edited(minimal, pointer, value),
      aims,
    },
  ];
}

/** Returns variations for rules that JSON Schema cannot express. */
function ruleVariations(subject: Subject, location: SchemaLocation): Variation[] {
  const vary = (inner: SchemaLocation, pointer: string) => locationVariations(subject, inner, pointer);
  return locatedRules(location).flatMap(
    (found) => valueRuleOf(found.rule).cases.varied?.(subject, found, vary) ?? [],
  );
}

/** Formats a pointer as a readable path. */
export function dottedPath(pointer: string): string {
  return pointerSegments(pointer).join('.') || 'the body';
}
