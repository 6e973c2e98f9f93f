/** Rules that JSON Schema cannot express: people write their scenarios, and what is told of a request shows them. */
import type { ValueRule } from './value-rule.ts';

export const beyondSchema: ValueRule = {
  cases: {},
  hits: {
    sides: ['invalid'],
    isAnywhere: true,
    shownBy({ exchange, rule }) {
      const code = String(rule.reason);
      return exchange.shown === code || exchange.told.has(code) ? ['invalid'] : [];
    },
  },
};
