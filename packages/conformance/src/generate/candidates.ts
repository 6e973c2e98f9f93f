/** Collects the values to try at a location because of the keywords and other rules of its schema. */
import { customRules, isObject, type JsonObject } from '@pushspec/contract';
import type { Candidate, CandidateContext } from '../rules/keywords/candidate.ts';
import { KEYWORDS } from '../rules/keywords/index.ts';
import { valueRuleOf } from '../rules/values/index.ts';

/** Returns the candidates of a node, each with the pointer of its rule relative to the node. */
export function candidatesOf(node: JsonObject, context: CandidateContext): [string, Candidate][] {
  const byKeyword = Object.entries(KEYWORDS).flatMap(([keyword, { cases }]) =>
    cases && Object.hasOwn(node, keyword)
      ? cases(node, context).map((one): [string, Candidate] => [`/${keyword}`, one])
      : [],
  );
  const byRule = customRules(node).flatMap((rule) => {
    const tried = valueRuleOf(rule).cases.tried?.(node, context) ?? [];
    return tried.map((one): [string, Candidate] => [rule.location, one]);
  });
  return [...byKeyword, ...byRule];
}

/** Returns the candidates for a property name, which must be a string. */
export function nameCandidatesOf(node: JsonObject, context: CandidateContext): [string, Candidate][] {
  return candidatesOf(node, context).filter(([, { value }]) => typeof value === 'string' && !isObject(value));
}
