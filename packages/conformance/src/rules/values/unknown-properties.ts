/** Rule for unlisted properties: cases add one wherever they are refused or reported. */
import { isObject, type Json, schemaRules, UNKNOWN_PROPERTIES_POINTER } from '@pushspec/contract';
import type { SchemaLocation } from '../../contract/schema-locations.ts';
import { BOTH } from '../../coverage/rule.ts';
import { edited } from '../../generate/edit.ts';
import type { Subject } from '../../generate/subject.ts';
import { describedValue } from '../../generate/value-text.ts';
import type { Variation } from '../../generate/variations.ts';
import type { ValueRule } from './value-rule.ts';

/** Its cases come from {@link unknownProperty}, because the keyword `additionalProperties` has the same ones. */
export const unknownProperties: ValueRule = { cases: {}, hits: { sides: BOTH } };

const UNKNOWN = 'unknownProperty';

/** Returns the object at a pointer with an unknown property, if the contract has a rule about it. */
export function unknownProperty(
  { full }: Subject,
  { node, pointer }: SchemaLocation,
  at: string,
): Variation[] {
  const hasRule = schemaRules(node).unknownProperties !== undefined || node.additionalProperties === false;
  if (!hasRule) return [];
  if (isObject(node.additionalProperties)) return misspelledProperties(full, { node, pointer }, at);
  return [
    {
      pointer: `${at}/*`,
      label: `named ${describedValue(UNKNOWN, 'an unknown property')}`,
      body: edited(full, `${at}/${UNKNOWN}`, 'text'),
      aims: [pointer + UNKNOWN_PROPERTIES_POINTER, `${pointer}/additionalProperties`],
    },
  ];
}

/** Returns variations of an object with custom fields. In each, the name of one string has its last two letters swapped. */
function misspelledProperties(
  full: Json,
  { node, pointer }: Pick<SchemaLocation, 'node' | 'pointer'>,
  at: string,
): Variation[] {
  const properties = Object.entries(isObject(node.properties) ? node.properties : {});
  return properties
    .filter(([name, property]) => isObject(property) && property.type === 'string' && !isRequired(name, node))
    .map(([name]) => {
      const misspelled = name.replace(/(.)(.)$/, '$2$1');
      return {
        pointer: `${at}/*`,
        label: `named ${describedValue(misspelled, 'a misspelled property')}`,
        body: edited(edited(full, `${at}/${name}`, undefined), `${at}/${misspelled}`, 'text'),
        aims: [pointer + UNKNOWN_PROPERTIES_POINTER],
      };
    });
}

const isRequired = (name: string, { required }: SchemaLocation['node']): boolean =>
  Array.isArray(required) && required.includes(name);
