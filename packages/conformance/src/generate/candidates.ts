/** All that is tried at a place because of the keywords and the other rules of its schema. */
import { isObject, type JsonObject, placedRules } from '@pushspec/contract';
import type { Candidate, CandidateContext } from '../rules/keywords/candidate.ts';
import { KEYWORDS } from '../rules/keywords/index.ts';
import { valueRuleOf } from '../rules/values/index.ts';

/** The candidates of a node, each with the place of the rule that it is made for, below the node. */
export function candidatesOf(node: JsonObject, context: CandidateContext): [string, Candidate][] {
  const byKeyword = Object.entries(KEYWORDS).flatMap(([keyword, { cases }]) =>
    cases && Object.hasOwn(node, keyword)
      ? cases(node, context).map((one): [string, Candidate] => [`/${keyword}`, one])
      : [],
  );
  const byRule = placedRules(node).flatMap((rule) => {
    const tried = valueRuleOf(rule).cases.tried?.(node, context) ?? [];
    return tried.map((one): [string, Candidate] => [rule.place, one]);
  });
  return [...byKeyword, ...byRule];
}

/** The candidates of a name, which is always a text. */
export function nameCandidatesOf(node: JsonObject, context: CandidateContext): [string, Candidate][] {
  return candidatesOf(node, context).filter(([, { value }]) => typeof value === 'string' && !isObject(value));
}
