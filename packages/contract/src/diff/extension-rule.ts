/** The shapes of rules about extensions. */
import type { Json } from '../document.ts';
import { absent, childOf, elementsOf, isSame, type Located, memberNames } from './change.ts';
import { type Comparing, effectOf } from './compare-schemas.ts';
import type { Comparison } from './directions.ts';
import type { Effect } from './effects.ts';
import { pairUp } from './pairs.ts';

/** Reports what differs between two values of an extension, of which one may be absent. */
export type ExtensionRule = (comparing: Comparing, old: Located, revised: Located) => void;

/** Whatever changes has this effect. */
export const always =
  (effect: Effect): ExtensionRule =>
  ({ report }, old, revised) => {
    if (!isSame(old.value, revised.value)) report(effect, old, revised);
  };

/** A constraint or leniency on what is accepted. */
export const constraint =
  (compare: Comparison): ExtensionRule =>
  (comparing, old, revised) => {
    const direction = compare(old.value, revised.value);
    if (direction) comparing.report(effectOf(comparing, direction), old, revised);
  };

/** Rules for the members of an object; those without a rule say where it is known from. */
export const members =
  (rules: Readonly<Record<string, ExtensionRule>>): ExtensionRule =>
  (comparing, old, revised) => {
    const isThere = old.value !== undefined && revised.value !== undefined;
    for (const name of memberNames(old, revised)) {
      const rule = rules[name] ?? (isThere ? always('provenance-moved') : undefined);
      rule?.(comparing, childOf(old, name), childOf(revised, name));
    }
  };

/** The same rule for whatever members an object has. */
export const eachMember =
  (rule: ExtensionRule): ExtensionRule =>
  (comparing, old, revised) => {
    for (const name of memberNames(old, revised)) rule(comparing, childOf(old, name), childOf(revised, name));
  };

/** The code of the reason. Where there was none, the constraint itself is what is new. */
export const movedReason: ExtensionRule = ({ report }, old, revised) => {
  const isThere = old.value !== undefined && revised.value !== undefined;
  if (isThere && old.value !== revised.value) report('reason-moved', old, revised);
};

/** A code that stands for the constraint as well. */
export const reasonedConstraint =
  (compare: Comparison): ExtensionRule =>
  (comparing, old, revised) => {
    if (old.value === undefined || revised.value === undefined) constraint(compare)(comparing, old, revised);
    else movedReason(comparing, old, revised);
  };

/** A number under a name, with the reason of what lies beyond. */
export const limit = (member: string, compare: Comparison): ExtensionRule =>
  members({ [member]: constraint(compare), reason: movedReason });

type Key = (value: { [name: string]: Json }) => unknown;

/** Elements of a list, paired by one key after the other; what has no partner is new or gone. */
export const elements =
  (keys: readonly Key[], rule: ExtensionRule, lone: ExtensionRule): ExtensionRule =>
  (comparing, old, revised) => {
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
      if (pair.old && pair.revised) rule(comparing, pair.old, pair.revised);
      else lone(comparing, pair.old ?? absent(old), pair.revised ?? absent(revised));
    }
  };
