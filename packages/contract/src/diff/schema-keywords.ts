/** The table of schema keywords: how two values of each of them compare. */
import { isObject, type Json } from '../document.ts';
import { type Comparison, choices, demands, lowerLimit, opaque, types, upperLimit } from './directions.ts';

/** Keywords whose values are compared as they stand. */
export const constraints: Readonly<Record<string, Comparison>> = {
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
  required: demands,
  const: opaque,
  pattern: opaque,
  format: opaque,
  multipleOf: opaque,
  uniqueItems: opaque,
  if: opaque,
  // Beside `if` either of them can be the one that is in force, so any change of them is a change.
  // biome-ignore lint/suspicious/noThenProperty: the name of a keyword
  then: opaque,
  else: opaque,
};

/** Keywords whose value is one schema. */
export const subschemas = ['items', 'additionalProperties', 'propertyNames', 'contains'];

/** Keywords whose value is a list of schemas, and what one schema more does. */
export const combinators = { allOf: 'narrower', anyOf: 'wider', oneOf: 'wider' } as const;

/** Keywords that constrain nothing. */
export const annotations = [
  ...['title', 'description', 'default', 'deprecated', 'example', 'examples', '$comment', 'contentMediaType'],
];

/** Whether a schema lets every value pass. */
export function letsAllPass(schema: Json | undefined): boolean {
  return (
    schema === true || (isObject(schema) && Object.keys(schema).every((name) => annotations.includes(name)))
  );
}
