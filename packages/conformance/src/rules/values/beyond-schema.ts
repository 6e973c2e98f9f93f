/** Rule for checks beyond JSON Schema. Written scenarios cover them, and verdicts show them. */
import type { ValueRule } from './value-rule.ts';

export const beyondSchema: ValueRule = {
  cases: {},
  hits: {
    sides: ['invalid'],
    isAnywhere: true,
    shownBy({ exchange, rule }) {
      const code = String(rule.reason);
      return exchange.shown === code || exchange.verdictCodes.has(code) ? ['invalid'] : [];
    },
  },
};
