/** Keywords about the members of objects and about branches: their cases take members away and add some (`variations.ts`). */
import { isObject } from '@pushspec/contract';
import { always, type KeywordRules, type Shown, whole } from './keyword-rule.ts';

export const memberKeywords: KeywordRules = {
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
