/** Rules for signing: a correct signature is accepted, and an incorrect one is refused. */
import {
  type SchemeName,
  type SchemePart,
  type StatedSigningRule,
  statedSchemeParts,
  statedSigningRules,
} from '@pushspec/contract';
import { operationFacts } from '../contract/contract.ts';
import type { ReadExchange } from '../coverage/exchange.ts';
import { BOTH, type Side } from '../coverage/rule.ts';
import type { GeneratedCase } from '../generate/generated-case.ts';
import { requestCase } from '../generate/request-case.ts';
import { jsonOf } from '../generate/request-form.ts';
import type { Subject } from '../generate/subject.ts';
import { ACCEPTED, type RawRequest } from '../scenario/scenario.ts';
import { hitsOf, type OperationRule, once, type RuleKind } from './rule-kind.ts';

/** The scheme of a request that names none. */
const DEFAULT_SCHEME = 'acs3';

/**
 * The header cases keep and break the rules of one layout of lines, because each part of it is in a header. Each of several
 * schemes has cases of its own.
 */
export const signing: RuleKind = {
  cases: once((subject) => [...schemeCases(subject), ...fieldCases(subject)]),
  hits: hitsOf((_, entry) => statedSigningRules(entry).map(signingRule)),
};

/** Signs with each scheme, correctly and with another secret, and with the parameters in each place. */
function schemeCases(subject: Subject): GeneratedCase[] {
  const json = jsonOf(subject, subject.full);
  return statedSigningRules(subject.entry).flatMap(({ pointer, reason = ACCEPTED, scheme }) => {
    if (scheme === undefined) return [];
    const places = ['query', 'form', 'both'] as const;
    const common = { aim: pointer };
    return [
      ...places.map((parameters) =>
        requestCase(subject, {
          ...common,
          name: `signed with ${scheme}, parameters in ${parameters}`,
          reason: ACCEPTED,
          raw: { json, parameters, sign: { scheme } },
        }),
      ),
      ...places.map((parameters) =>
        requestCase(subject, {
          ...common,
          name: `signed with ${scheme} and another secret, parameters in ${parameters}`,
          reason,
          raw: { json, parameters, sign: { scheme, secret: 'another-secret' } },
        }),
      ),
    ];
  });
}

/** A value that no field of a signature may have. */
const WRONG_VALUE = 'another';

/** Leaves out each field of a signature, sends another value in each, and sends one request twice. */
function fieldCases(subject: Subject): GeneratedCase[] {
  const json = jsonOf(subject, subject.full);
  return statedSchemeParts(subject.entry).map(({ pointer, reason, scheme, part }) =>
    requestCase(subject, {
      name: `signed with ${scheme}, ${labelOf(part)}`,
      aim: pointer,
      reason,
      ...(part.kind === 'nonces' && { given: { replayed: true } }),
      raw: { json, ...rawOf(subject, scheme, part) },
    }),
  );
}

function labelOf(part: SchemePart): string {
  if (part.kind === 'nonces') return 'twice';
  return part.kind === 'missing' ? `without ${part.name}` : `with another ${part.name}`;
}

function rawOf({ contract, entry }: Subject, scheme: SchemeName, part: SchemePart): RawRequest {
  if (part.kind === 'nonces') return { sign: { scheme } };
  const { name } = part;
  if (part.kind === 'missing') return { sign: { scheme, without: [name] } };
  if (part.kind === 'algorithm') {
    const authorization = `${part.value}-${WRONG_VALUE} Credential=a,SignedHeaders=host,Signature=00`;
    return { headers: { [name]: authorization }, sign: false };
  }
  if (part.in === 'header') return { headers: { [name]: WRONG_VALUE }, sign: { scheme } };
  const { path } = operationFacts(contract, entry);
  return { path: `${path}?${name}=${WRONG_VALUE}`, sign: { scheme } };
}

function signingRule({ pointer, reason, prefix, scheme }: StatedSigningRule): OperationRule {
  const isAbout = ({ request, scenario }: ReadExchange) => {
    const { sign } = scenario.raw ?? {};
    if (scheme !== undefined) return sign !== false && (sign?.scheme ?? DEFAULT_SCHEME) === scheme;
    return (
      prefix === undefined ||
      Object.keys(request.headers).some((name) => name.toLowerCase().startsWith(prefix))
    );
  };
  const shownBy = (exchange: ReadExchange): readonly Side[] => {
    if (!isAbout(exchange)) return [];
    if (exchange.isAccepted) return ['valid'];
    return exchange.shown === reason ? ['invalid'] : [];
  };
  return { pointer, sides: BOTH, shownBy };
}
