/** Rules for names that the service also reads in another letter case: the names, and the types of their values. */
import { escapePointer, schemaRules, valueAt } from '@pushspec/contract';
import { BOTH } from '../../coverage/rule.ts';
import { edited } from '../../generate/edit.ts';
import { firstPointer } from '../../generate/first-pointer.ts';
import type { Subject } from '../../generate/subject.ts';
import { describedValue } from '../../generate/value-text.ts';
import type { Variation } from '../../generate/variations.ts';
import type { LocatedRule, ValueRule } from './value-rule.ts';

export const otherCase: ValueRule = { cases: { varied: named }, hits: { sides: BOTH } };

export const otherCaseType: ValueRule = { cases: { varied: mistyped }, hits: { sides: BOTH } };

/** Returns bodies that have the same value twice, the second time in another letter case. */
function named(subject: Subject, found: LocatedRule): Variation[] {
  return variationsOf(subject, found, (pointer) => valueAt(subject.full, pointer) ?? null);
}

/** Returns bodies in which the value in another letter case has a type that no property has. */
function mistyped(subject: Subject, found: LocatedRule): Variation[] {
  return variationsOf(subject, found, () => true);
}

function variationsOf(
  subject: Subject,
  { location, pointer }: LocatedRule,
  valueAtPointer: (pointer: string) => Variation['body'],
): Variation[] {
  const at = firstPointer(subject, location);
  const rule = schemaRules(location.node).otherCase;
  if (at === undefined || !rule) return [];
  return Object.keys(rule.types).flatMap((name) =>
    [name.toUpperCase(), name.charAt(0).toUpperCase() + name.slice(1)].map((other) => {
      const value = valueAtPointer(`${at}/${escapePointer(name)}`);
      return {
        pointer: `${at}/${escapePointer(other)}`,
        label: describedValue(value, `besides ${name}`),
        body: edited(subject.full, `${at}/${escapePointer(other)}`, value),
        aims: [pointer],
      };
    }),
  );
}
