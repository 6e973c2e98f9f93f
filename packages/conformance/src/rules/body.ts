/** The schemas of a body: each keyword, and each rule that no validator knows. */
import { bodyHits, bodyRules } from '../coverage/body-hits.ts';
import { bodyCases } from '../generate/body-cases.ts';
import type { RuleKind } from './rule-kind.ts';
import { foundAt, VALUE_RULE_LIST, valueRuleOf } from './values/index.ts';

export const body: RuleKind = {
  cases: (subjects) =>
    subjects.flatMap((subject) => {
      const found = subject.places.flatMap(foundAt);
      return [
        ...bodyCases(subject),
        ...VALUE_RULE_LIST.flatMap((rule) =>
          found
            .filter((one) => valueRuleOf(one.rule) === rule)
            .flatMap((one) => rule.cases.sent?.(subject, one) ?? []),
        ),
      ];
    }),
  hits: { rules: bodyRules, reader: bodyHits },
};
