/** A credential in the body of which only the low bits are compared. */
import { type JsonObject, schemaRules } from '@pushspec/contract';
import type { Side } from '../../coverage/rule.ts';
import type { GeneratedCase } from '../../generate/generated-case.ts';
import { requestCase } from '../../generate/request-case.ts';
import { jsonOf } from '../../generate/request-form.ts';
import type { Subject } from '../../generate/subject.ts';
import { ACCEPTED } from '../../scenario/scenario.ts';
import { knowledgeOf } from '../../vendors/vendor.ts';
import type { Found, Placed, ValueRule } from './value-rule.ts';

export const comparedBits: ValueRule = { cases: { sent }, hits: { sides: ['valid'], shownBy } };

function sent(subject: Subject, { place, pointer }: Found): GeneratedCase[] {
  const { contract, judge, full } = subject;
  const { bodyCredentials = {}, defaultRole } = knowledgeOf(contract.vendor);
  const { comparedBits: bits } = schemaRules(place.node);
  const [member] = place.path;
  if (bits === undefined || typeof member !== 'string' || place.path.length !== 1) return [];
  const name = `${contract.vendor}.${judge.kind ?? defaultRole(undefined)}.${bodyCredentials[member]}`;
  const json = { ...(jsonOf(subject, full) as JsonObject), [member]: `{{${name} + ${2 ** bits}}}` };
  return [
    requestCase(subject, {
      name: `${judge.kind}: ${member} differs beyond ${bits} bits`,
      aim: pointer,
      reason: ACCEPTED,
      raw: { json },
    }),
  ];
}

/** The credential that was sent is another number than that of any sender. */
function shownBy({ contract, exchange, place: { path }, values }: Placed): readonly Side[] {
  const { bodyCredentials = {}, roles } = knowledgeOf(contract.vendor);
  const name = bodyCredentials[String(path[0])] ?? '';
  const own = Object.values(roles(exchange.config)).map(
    (credential) => (credential as JsonObject | undefined)?.[name],
  );
  return exchange.isAccepted && values.every((value) => !own.includes(value)) ? ['valid'] : [];
}
