/** Rule for advice: a value that breaks it is accepted with a warning, or dropped. */
import { escapePointer } from '@pushspec/contract';
import { schemaLocations } from '../../contract/schema-locations.ts';
import { BOTH } from '../../coverage/rule.ts';
import { edited } from '../../generate/edit.ts';
import { firstPointer } from '../../generate/first-pointer.ts';
import type { Subject } from '../../generate/subject.ts';
import type { Variation } from '../../generate/variations.ts';
import type { LocatedRule, ValueRule, VaryLocation } from './value-rule.ts';

export const advice: ValueRule = { cases: { varied }, hits: { sides: BOTH } };

function varied(subject: Subject, found: LocatedRule, vary: VaryLocation): Variation[] {
  const { pointer, location } = found;
  return schemaLocations(subject.contract.document, `${pointer}/schema`).flatMap((inner) =>
    variedAt(subject, { ...found, location: { ...inner, path: [...location.path, ...inner.path] } }, vary),
  );
}

function variedAt(
  subject: Subject,
  { location, rule, pointer }: LocatedRule,
  vary: VaryLocation,
): Variation[] {
  const at = firstPointer(subject, location);
  if (at === undefined) return [];
  const missing = (Array.isArray(location.node.required) ? location.node.required : []).map((name) => ({
    pointer: `${at}/${escapePointer(String(name))}`,
    label: 'absent',
    body: edited(subject.full, `${at}/${escapePointer(String(name))}`, undefined),
    aims: [pointer],
  }));
  const others = vary(location, pointer).map((variation) => ({
    ...variation,
    label: `${variation.label}, by ${rule.title}`,
    aims: [pointer],
  }));
  return [...missing, ...others];
}
