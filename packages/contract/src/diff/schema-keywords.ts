/** Lists the schema keywords, and how to compare two values of each. */
import { isObject, type Json } from '../document.ts';
import {
  type Comparator,
  choices,
  lowerLimit,
  opaque,
  requirements,
  types,
  upperLimit,
} from './directions.ts';

/** Keywords whose values are compared directly. */
export const constraints: Readonly<Record<string, Comparator>> = {
  maximum: upperLimit,
  exclusiveMaximum: upperLimit,
  maxLength: upperLimit,
  maxItems: upperLimit,
  maxProperties: upperLimit,
  minimum: lowerLimit,
  exclusiveMinimum: lowerLimit,
  minLength: lowerLimit,
  minItems: lowerLimit,
  minProperties: lowerLimit,
  type: types,
  enum: choices,
  required: requirements,
  const: opaque,
  pattern: opaque,
  format: opaque,
  multipleOf: opaque,
  uniqueItems: opaque,
  if: opaque,
  // Either branch may apply, so a change of either one is a change.
  // biome-ignore lint/suspicious/noThenProperty: the name of a keyword
  then: opaque,
  else: opaque,
};

/** Keywords whose value is one schema. */
export const subschemas = ['items', 'additionalProperties', 'propertyNames', 'contains'];

/** Keywords whose value is a list of schemas, with the direction of adding one. */
export const combinators = { allOf: 'narrower', anyOf: 'wider', oneOf: 'wider' } as const;

/** Keywords that do not constrain values. */
export const annotations = [
  ...['title', 'description', 'default', 'deprecated', 'example', 'examples', '$comment', 'contentMediaType'],
];

/** Returns whether a schema accepts every value. */
export function acceptsAll(schema: Json | undefined): boolean {
  return (
    schema === true || (isObject(schema) && Object.keys(schema).every((name) => annotations.includes(name)))
  );
}
