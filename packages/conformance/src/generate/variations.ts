/** Bodies that differ from a valid one in one place, each made for one rule of the contract or more. */
import { escapePointer, isObject, type Json, pointerSegments, valueAt } from '@pushspec/contract';
import { type SchemaPlace, schemaPlaces } from '../contract/schema-places.ts';
import { valuesAt } from '../contract/values-at.ts';
import { type Candidate, type CandidateContext, candidatesOf, nameCandidatesOf } from './candidates/index.ts';
import { edited } from './edit.ts';
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
    ...places.flatMap((place) => adviceVariations(subject, place)),
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
  const aim = (keyword: string) => [`${pointer}/${keyword}`];
  const at = firstPointer(subject, place);
  if (at === undefined) return [];
  if (place.about === 'name') {
    const valid = Object.keys(valueAt(subject.full, at) ?? {});
    return nameCandidatesOf(place.node, { valid, matching }).map(([keyword, one]) =>
      named(subject, at, one, aim(keyword)),
    );
  }
  const context: CandidateContext = { valid: subject.valid(place.path), matching };
  return candidatesOf(place.node, context).map(([keyword, { label, value, text }]) => ({
    pointer: at,
    label: describedValue(value, label, text),
    body: edited(subject.full, at, value),
    ...(text !== undefined && { text }),
    aims: aim(keyword),
  }));
}

/** Where in the full body the values of a place are or may be; undefined where there is no such place. */
function firstPointer({ full, known }: Subject, { path }: Pick<SchemaPlace, 'path'>): string | undefined {
  const there = valuesAt(full, path, known)[0]?.pointer;
  const name = path.at(-1);
  if (there !== undefined || typeof name !== 'string') return there;
  const holder = valuesAt(full, path.slice(0, -1), known)[0];
  return holder && isObject(holder.value) ? `${holder.pointer}/${escapePointer(name)}` : undefined;
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
  const hasRule = node['x-unknown-members'] !== undefined || node.additionalProperties === false;
  return [
    ...names.flatMap((name) => memberPresence(subject, { place, at, name })),
    ...(hasRule
      ? [
          {
            pointer: `${at}/*`,
            label: `named ${describedValue(UNKNOWN, 'an unknown property')}`,
            body: edited(subject.full, `${at}/${UNKNOWN}`, 'text'),
            aims: [`${place.pointer}/x-unknown-members`, `${place.pointer}/additionalProperties`],
          },
        ]
      : []),
  ];
}

const UNKNOWN = 'nobodyKnows';

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

/** Candidates for what a contract advises. */
function adviceVariations(subject: Subject, place: SchemaPlace): Variation[] {
  const list = Array.isArray(place.node['x-advice']) ? [...place.node['x-advice'].keys()] : [];
  const { document } = subject.contract;
  return list.flatMap((index) => {
    const rule = `${place.pointer}/x-advice/${index}`;
    return schemaPlaces(document, `${rule}/schema`).flatMap((inner) =>
      adviceAt(subject, { ...inner, path: [...place.path, ...inner.path] }, rule),
    );
  });
}

function adviceAt(subject: Subject, inner: SchemaPlace, rule: string): Variation[] {
  const at = firstPointer(subject, inner);
  if (at === undefined) return [];
  const missing = (Array.isArray(inner.node.required) ? inner.node.required : []).map((name) => ({
    pointer: `${at}/${escapePointer(String(name))}`,
    label: 'absent',
    body: edited(subject.full, `${at}/${escapePointer(String(name))}`, undefined),
    aims: [rule],
  }));
  const others = placeVariations(subject, inner, rule).map((variation) => ({
    ...variation,
    label: `${variation.label}, by x-advice`,
    aims: [rule],
  }));
  return [...missing, ...others];
}

/** The names on the way to a place, for people. */
export function placeText(pointer: string): string {
  return pointerSegments(pointer).join('.') || 'the body';
}
