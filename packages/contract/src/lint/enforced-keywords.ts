/** Only keywords that every validator in use enforces alike, and patterns that mean the same in all of them. */
import { allSchemas } from './nodes.ts';
import type { BundleRule } from './problem.ts';

const ENFORCED = [
  ...['$ref', 'type', 'enum', 'const', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'],
  ...['properties', 'required', 'propertyNames', 'additionalProperties', 'minProperties', 'maxProperties'],
  ...['items', 'minItems', 'maxItems', 'uniqueItems', 'minLength', 'maxLength', 'pattern', 'format'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['title', 'description', 'examples', 'example', 'deprecated'],
];

/** Formats that every validator in use knows. */
const FORMATS = ['uuid', 'date-time', 'date', 'uri', 'ipv4', 'ipv6'];

export const enforcedKeywords: BundleRule = ({ document }, report) => {
  if (document.jsonSchemaDialect !== 'https://json-schema.org/draft/2020-12/schema') {
    report('/jsonSchemaDialect', 'without the 2020-12 dialect Prism validates as draft-07');
  }
  for (const { pointer, node } of allSchemas(document)) {
    for (const keyword of Object.keys(node).filter(
      (name) => !name.startsWith('x-') && !ENFORCED.includes(name),
    )) {
      report(pointer, `${keyword} is not enforced by all validators in use`);
    }
    if (typeof node.format === 'string' && !FORMATS.includes(node.format)) {
      report(pointer, `the format ${node.format} is not known to all validators in use`);
    }
  }
};
