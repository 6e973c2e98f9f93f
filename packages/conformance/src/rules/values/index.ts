/** All rules on schema nodes that JSON Schema cannot express. A new kind that the contract reader names needs a file here. */
import { type CustomRule, customRules } from '@pushspec/contract';
import type { SchemaLocation } from '../../contract/schema-locations.ts';
import { advice } from './advice.ts';
import { beyondSchema } from './beyond-schema.ts';
import { comparedBits } from './compared-bits.ts';
import { futureTimes } from './future-times.ts';
import { integerLiterals } from './integer-literals.ts';
import { otherCase, otherCaseType } from './other-case.ts';
import { overflowingTimes } from './overflowing-times.ts';
import { unknownProperties } from './unknown-properties.ts';
import type { LocatedRule, ValueRule } from './value-rule.ts';

/** Rules in the order of their cases. */
const VALUE_RULES: Readonly<Record<CustomRule['kind'], ValueRule>> = {
  'beyond-schema': beyondSchema,
  'unknown-properties': unknownProperties,
  'integer-literal': integerLiterals,
  advice,
  'max-future': futureTimes,
  'overflowing-time': overflowingTimes,
  'other-case': otherCase,
  'other-case-type': otherCaseType,
  'compared-bits': comparedBits,
};

export const VALUE_RULE_LIST: readonly ValueRule[] = Object.values(VALUE_RULES);

export function valueRuleOf({ kind }: CustomRule): ValueRule {
  return VALUE_RULES[kind];
}

/** Returns the rules of a node, each with its location in the document. */
export function locatedRules(location: SchemaLocation): LocatedRule[] {
  return customRules(location.node).map((rule) => ({
    location,
    rule,
    pointer: location.pointer + rule.location,
  }));
}
