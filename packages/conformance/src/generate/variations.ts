/** Bodies that differ from a valid one in one place, each made for one rule of the contract or more. */
import { escapePointer, isObject, type Json, pointerSegments, valueAt } from '@pushspec/contract';
import type { SchemaPlace } from '../contract/schema-places.ts';
import type { Candidate, CandidateContext } from '../rules/keywords/candidate.ts';
import { foundAt, valueRuleOf } from '../rules/values/index.ts';
import { unknownMember } from '../rules/values/unknown-properties.ts';
import { candidatesOf, nameCandidatesOf } from './candidates.ts';
import { edited } from './edit.ts';
import { firstPointer } from './first-pointer.ts';
import type { Subject } from './subject.ts';
import { describedValue } from './value-text.ts';

export interface Variation {
  /** JSON pointer of the place that is varied. */
  readonly pointer: string;
  /** The value there, and why it is tried. */
  readonly label: string;
  readonly body: Json;
  /** How the value there is written, where `JSON.stringify` writes it in another way. */
  readonly text?: string | undefined;
  readonly aims: readonly string[];
}

/** All variations of a subject; of those with the same body the first, with the aims of all. */
export function variationsOf(subject: Subject): Variation[] {
  const { places, whole, least } = subject;
  const all = [
    {
      pointer: '',
      label: describedValue(whole, 'all properties'),
      body: whole,
      aims: [subject.judge.pointer],
    },
    {
      pointer: '',
      label: describedValue(least, 'only what is required'),
      body: least,
      aims: [subject.judge.pointer],
    },
    ...places.flatMap((place) => (place.about === 'name' ? [] : memberVariations(subject, place))),
    ...places.flatMap((place) => placeVariations(subject, place, place.pointer)),
    ...places.flatMap((place) => ruleVariations(subject, place)),
  ];
  return merged(all);
}

function merged(variations: readonly Variation[]): Variation[] {
  const byBody = new Map<string, Variation>();
  for (const variation of variations) {
    const key = `${JSON.stringify(variation.body)} ${variation.text ?? ''}`;
    const first = byBody.get(key);
    const aims = [...new Set([...(first?.aims ?? []), ...variation.aims])];
    byBody.set(key, { ...(first ?? variation), aims });
  }
  return [...byBody.values()];
}

function placeVariations(subject: Subject, place: SchemaPlace, pointer: string): Variation[] {
  // Inside `not` the keyword that holds it makes the candidates.
  if (place.inside?.keyword === 'not') return [];
  const { matching } = subject;
  const aim = (rule: string) => [pointer + rule];
  const at = firstPointer(subject, place);
  if (at === undefined) return [];
  if (place.about === 'name') {
    const valid = Object.keys(valueAt(subject.full, at) ?? {});
    return nameCandidatesOf(place.node, { valid, matching }).map(([rule, one]) =>
      named(subject, at, one, aim(rule)),
    );
  }
  const context: CandidateContext = { valid: subject.valid(place.path), matching };
  return candidatesOf(place.node, context).map(([rule, { label, value, text }]) => ({
    pointer: at,
    label: describedValue(value, label, text),
    body: edited(subject.full, at, value),
    ...(text !== undefined && { text }),
    aims: aim(rule),
  }));
}

/** One more member with this name, beside those that there are. */
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

/** Each member absent, each optional one alone, and one that nobody knows. */
function memberVariations(subject: Subject, place: SchemaPlace): Variation[] {
  const at = firstPointer(subject, place);
  const { node } = place;
  if (at === undefined || place.inside) return [];
  const names = isObject(node.properties) ? Object.keys(node.properties) : [];
  return [
    ...names.flatMap((name) => memberPresence(subject, { place, at, name })),
    ...unknownMember(subject, place, at),
  ];
}

interface Presence {
  readonly place: SchemaPlace;
  readonly at: string;
  readonly name: string;
}

function memberPresence({ whole, full, least }: Subject, { place, at, name }: Presence): Variation[] {
  const pointer = `${at}/${escapePointer(name)}`;
  const value = valueAt(whole, pointer);
  if (value === undefined) return [];
  const required = Array.isArray(place.node.required) ? place.node.required.indexOf(name) : -1;
  const aims = [
    `${place.pointer}/properties/${escapePointer(name)}`,
    ...(required < 0 ? [] : [`${place.pointer}/required/${required}`]),
  ];
  const absent = { pointer, label: 'absent', body: edited(full, pointer, undefined), aims };
  const isInLeast = valueAt(least, at) === undefined || valueAt(least, pointer) !== undefined;
  if (isInLeast) return [absent];
  return [
    absent,
    {
      pointer,
      label: describedValue(value, 'the only optional property'),
      body: edited(least, pointer, value),
      aims,
    },
  ];
}

/** Variations because of rules that no validator knows. */
function ruleVariations(subject: Subject, place: SchemaPlace): Variation[] {
  const vary = (inner: SchemaPlace, pointer: string) => placeVariations(subject, inner, pointer);
  return foundAt(place).flatMap(
    (found) => valueRuleOf(found.rule).cases.varied?.(subject, found, vary) ?? [],
  );
}

/** The names on the way to a place, for people. */
export function placeText(pointer: string): string {
  return pointerSegments(pointer).join('.') || 'the body';
}
