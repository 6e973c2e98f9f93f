/** All rules on nodes of schemas that no validator knows. The contract's reader names a new one, and its file belongs here. */
import { type PlacedRule, placedRules } from '@pushspec/contract';
import type { SchemaPlace } from '../../contract/schema-places.ts';
import { advice } from './advice.ts';
import { beyondSchema } from './beyond-schema.ts';
import { comparedBits } from './compared-bits.ts';
import { futureTimes } from './future-times.ts';
import { integerLiterals } from './integer-literals.ts';
import { unknownProperties } from './unknown-properties.ts';
import type { Found, ValueRule } from './value-rule.ts';

/** In the order of their cases. */
const VALUE_RULES: Readonly<Record<PlacedRule['kind'], ValueRule>> = {
  'beyond-schema': beyondSchema,
  'unknown-properties': unknownProperties,
  'integer-literal': integerLiterals,
  advice,
  'max-future': futureTimes,
  'compared-bits': comparedBits,
};

export const VALUE_RULE_LIST: readonly ValueRule[] = Object.values(VALUE_RULES);

export function valueRuleOf({ kind }: PlacedRule): ValueRule {
  return VALUE_RULES[kind];
}

/** The rules of a node, each with its place in the document. */
export function foundAt(place: SchemaPlace): Found[] {
  return placedRules(place.node).map((rule) => ({ place, rule, pointer: place.pointer + rule.place }));
}
