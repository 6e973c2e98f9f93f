/** Builds rules that compare extensions. */
import type { Json } from '../document.ts';
import { absent, childOf, elementsOf, isSame, type Located, propertyNamesOf } from './change.ts';
import { type ComparisonContext, effectOf } from './comparison-context.ts';
import type { Comparator } from './directions.ts';
import type { Effect } from './effects.ts';
import { pairUp } from './pairs.ts';

/** Reports the difference between two values of an extension. One of them may be absent. */
export type ExtensionRule = (context: ComparisonContext, old: Located, revised: Located) => void;

/** Gives every change the same effect. */
export const always =
  (effect: Effect): ExtensionRule =>
  ({ report }, old, revised) => {
    if (!isSame(old.value, revised.value)) report(effect, old, revised);
  };

/** Compares a constraint or a leniency. */
export const constraint =
  (compare: Comparator): ExtensionRule =>
  (context, old, revised) => {
    const direction = compare(old.value, revised.value);
    if (direction) context.report(effectOf(context, direction), old, revised);
  };

/** Applies a rule to each property of an object. Properties without a rule describe its source. */
export const properties =
  (rules: Readonly<Record<string, ExtensionRule>>): ExtensionRule =>
  (context, old, revised) => {
    const isThere = old.value !== undefined && revised.value !== undefined;
    for (const name of propertyNamesOf(old, revised)) {
      const rule = rules[name] ?? (isThere ? always('provenance-moved') : undefined);
      rule?.(context, childOf(old, name), childOf(revised, name));
    }
  };

/** Applies one rule to every property of an object. */
export const eachProperty =
  (rule: ExtensionRule): ExtensionRule =>
  (context, old, revised) => {
    for (const name of propertyNamesOf(old, revised))
      rule(context, childOf(old, name), childOf(revised, name));
  };

/** Reports another reason code. If there was no code before, the constraint itself is new. */
export const movedReason: ExtensionRule = ({ report }, old, revised) => {
  const isThere = old.value !== undefined && revised.value !== undefined;
  if (isThere && old.value !== revised.value) report('reason-moved', old, revised);
};

/** Compares a reason code that implies the constraint. */
export const reasonedConstraint =
  (compare: Comparator): ExtensionRule =>
  (context, old, revised) => {
    if (old.value === undefined || revised.value === undefined) constraint(compare)(context, old, revised);
    else movedReason(context, old, revised);
  };

/** Compares a limit and the reason code when it is exceeded. */
export const limit = (unit: string, compare: Comparator): ExtensionRule =>
  properties({ [unit]: constraint(compare), reason: movedReason });

type Key = (value: { [name: string]: Json }) => unknown;

/** Compares the elements of two lists, paired by one key after another. An element without a partner is new or gone. */
export const elements =
  (keys: readonly Key[], rule: ExtensionRule, unpaired: ExtensionRule): ExtensionRule =>
  (context, old, revised) => {
    const pairs = pairUp(
      elementsOf(old),
      elementsOf(revised),
      keys.map(
        (key) =>
          ({ value }: Located) =>
            JSON.stringify(key(value as { [name: string]: Json })),
      ),
    );
    for (const pair of pairs) {
      if (pair.old && pair.revised) rule(context, pair.old, pair.revised);
      else unpaired(context, pair.old ?? absent(old), pair.revised ?? absent(revised));
    }
  };
