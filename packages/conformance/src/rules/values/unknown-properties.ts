/** Properties that an object does not list: one is added wherever they are refused or remarked on. */
import { schemaRules, UNKNOWN_PROPERTIES_PLACE } from '@pushspec/contract';
import type { SchemaPlace } from '../../contract/schema-places.ts';
import { BOTH } from '../../coverage/rule.ts';
import { edited } from '../../generate/edit.ts';
import type { Subject } from '../../generate/subject.ts';
import { describedValue } from '../../generate/value-text.ts';
import type { Variation } from '../../generate/variations.ts';
import type { ValueRule } from './value-rule.ts';

/** Its cases are {@link unknownMember}, as the keyword `additionalProperties` has the same ones. */
export const unknownProperties: ValueRule = { cases: {}, hits: { sides: BOTH } };

const UNKNOWN = 'nobodyKnows';

/** The object at a pointer with one more member, where the contract says something about it. */
export function unknownMember({ full }: Subject, { node, pointer }: SchemaPlace, at: string): Variation[] {
  const hasRule = schemaRules(node).unknownProperties !== undefined || node.additionalProperties === false;
  if (!hasRule) return [];
  return [
    {
      pointer: `${at}/*`,
      label: `named ${describedValue(UNKNOWN, 'an unknown property')}`,
      body: edited(full, `${at}/${UNKNOWN}`, 'text'),
      aims: [pointer + UNKNOWN_PROPERTIES_PLACE, `${pointer}/additionalProperties`],
    },
  ];
}
