/** What a contract advises: a value that breaks it is accepted with a warning, or dropped. */
import { escapePointer } from '@pushspec/contract';
import { schemaPlaces } from '../../contract/schema-places.ts';
import { BOTH } from '../../coverage/rule.ts';
import { edited } from '../../generate/edit.ts';
import { firstPointer } from '../../generate/first-pointer.ts';
import type { Subject } from '../../generate/subject.ts';
import type { Variation } from '../../generate/variations.ts';
import type { Found, ValueRule, Vary } from './value-rule.ts';

export const advice: ValueRule = { cases: { varied }, hits: { sides: BOTH } };

function varied(subject: Subject, found: Found, vary: Vary): Variation[] {
  const { pointer, place } = found;
  return schemaPlaces(subject.contract.document, `${pointer}/schema`).flatMap((inner) =>
    variedAt(subject, { ...found, place: { ...inner, path: [...place.path, ...inner.path] } }, vary),
  );
}

function variedAt(subject: Subject, { place, rule, pointer }: Found, vary: Vary): Variation[] {
  const at = firstPointer(subject, place);
  if (at === undefined) return [];
  const missing = (Array.isArray(place.node.required) ? place.node.required : []).map((name) => ({
    pointer: `${at}/${escapePointer(String(name))}`,
    label: 'absent',
    body: edited(subject.full, `${at}/${escapePointer(String(name))}`, undefined),
    aims: [pointer],
  }));
  const others = vary(place, pointer).map((variation) => ({
    ...variation,
    label: `${variation.label}, by ${rule.title}`,
    aims: [pointer],
  }));
  return [...missing, ...others];
}
