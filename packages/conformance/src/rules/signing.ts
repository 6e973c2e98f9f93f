/** How requests are signed: what is signed rightly is accepted, and what is not is refused for it. */
import { type StatedSigningRule, statedSigningRules } from '@pushspec/contract';
import type { ReadExchange } from '../coverage/exchange.ts';
import { BOTH, type Side } from '../coverage/rule.ts';
import { hitsOf, type OperationRule, type RuleKind } from './rule-kind.ts';

/** The cases about headers break and keep these rules: each part of a signature is in a header. */
export const signing: RuleKind = {
  cases: () => [],
  hits: hitsOf((_, entry) => statedSigningRules(entry).map(signingRule)),
};

function signingRule({ pointer, reason, prefix }: StatedSigningRule): OperationRule {
  const isAbout = ({ request }: ReadExchange) =>
    prefix === undefined ||
    Object.keys(request.headers).some((name) => name.toLowerCase().startsWith(prefix));
  const shownBy = (exchange: ReadExchange): readonly Side[] => {
    if (!isAbout(exchange)) return [];
    if (exchange.isAccepted) return ['valid'];
    return exchange.shown === reason ? ['invalid'] : [];
  };
  return { pointer, sides: BOTH, shownBy };
}
