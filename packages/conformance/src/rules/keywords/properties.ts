/** Keyword rules for object properties and branches. Their cases remove and add properties in `variations.ts`. */
import { isObject } from '@pushspec/contract';
import { always, type KeywordRules, type Shown, whole } from './keyword-rule.ts';

export const propertyKeywords: KeywordRules = {
  additionalProperties: {
    hits: ({ node, value, holds }) =>
      node.additionalProperties === false && isObject(value) ? whole(holds ? 'valid' : 'invalid') : [],
  },
  anyOf: { hits: always },
  oneOf: { hits: always },
  required: {
    hits({ node, value }) {
      if (!isObject(value)) return [];
      const names = Array.isArray(node.required) ? node.required.map(String) : [];
      return names.map(
        (name, index): Shown => [`/${index}`, Object.hasOwn(value, name) ? 'valid' : 'invalid'],
      );
    },
  },
};
