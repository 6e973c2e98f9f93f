/** Checks that schemas use only keywords and formats that every validator in use enforces in the same way. */
import { NUMBER_FORMATS } from '../model/schema-rules.ts';
import { allSchemas } from './nodes.ts';
import type { BundleRule } from './problem.ts';

const ENFORCED = [
  ...['$ref', 'type', 'enum', 'const', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'],
  ...['properties', 'required', 'propertyNames', 'additionalProperties', 'minProperties', 'maxProperties'],
  ...['items', 'minItems', 'maxItems', 'uniqueItems', 'minLength', 'maxLength', 'pattern', 'format'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['title', 'description', 'examples', 'example', 'deprecated'],
];

/** Formats that every validator in use supports. */
const FORMATS: readonly string[] = [
  ...['uuid', 'date-time', 'date', 'uri', 'ipv4', 'ipv6'],
  ...Object.keys(NUMBER_FORMATS),
];

export const enforcedKeywords: BundleRule = ({ document }, report) => {
  if (document.jsonSchemaDialect !== 'https://json-schema.org/draft/2020-12/schema') {
    report('/jsonSchemaDialect', 'set the 2020-12 dialect, because without it Prism validates as draft-07');
  }
  for (const { pointer, node } of allSchemas(document)) {
    for (const keyword of Object.keys(node).filter(
      (name) => !name.startsWith('x-') && !ENFORCED.includes(name),
    )) {
      report(pointer, `not all validators in use enforce ${keyword}`);
    }
    if (typeof node.format === 'string' && !FORMATS.includes(node.format)) {
      report(pointer, `not all validators in use support the format ${node.format}`);
    }
  }
};
