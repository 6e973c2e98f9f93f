/** Rule for a credential in the body of which only the low bits are compared. */
import { type JsonObject, schemaRules } from '@pushspec/contract';
import { adapterOf } from '../../apis/api-adapter.ts';
import type { Side } from '../../coverage/rule.ts';
import type { GeneratedCase } from '../../generate/generated-case.ts';
import { requestCase } from '../../generate/request-case.ts';
import { jsonOf } from '../../generate/request-form.ts';
import type { Subject } from '../../generate/subject.ts';
import { ACCEPTED } from '../../scenario/scenario.ts';
import type { LocatedRule, RuleMatch, ValueRule } from './value-rule.ts';

export const comparedBits: ValueRule = { cases: { sent }, hits: { sides: ['valid'], shownBy } };

function sent(subject: Subject, { location, pointer }: LocatedRule): GeneratedCase[] {
  const { contract, validator, full } = subject;
  const { bodyCredentials = {}, defaultRole } = adapterOf(contract.api);
  const { comparedBits: bits } = schemaRules(location.node);
  const [property] = location.path;
  if (bits === undefined || typeof property !== 'string' || location.path.length !== 1) return [];
  const name = `${contract.api}.${validator.kind ?? defaultRole(undefined)}.${bodyCredentials[property]}`;
  const json = { ...(jsonOf(subject, full) as JsonObject), [property]: `{{${name} + ${2 ** bits}}}` };
  return [
    requestCase(subject, {
      name: `${validator.kind}: ${property} differs beyond ${bits} bits`,
      aim: pointer,
      reason: ACCEPTED,
      raw: { json },
    }),
  ];
}

/** Shown if the sent credential differs from that of every sender. */
function shownBy({ contract, exchange, location: { path }, values }: RuleMatch): readonly Side[] {
  const { bodyCredentials = {}, roles } = adapterOf(contract.api);
  const name = bodyCredentials[String(path[0])] ?? '';
  const own = Object.values(roles(exchange.config)).map(
    (credential) => (credential as JsonObject | undefined)?.[name],
  );
  return exchange.isAccepted && values.every((value) => !own.includes(value)) ? ['valid'] : [];
}
