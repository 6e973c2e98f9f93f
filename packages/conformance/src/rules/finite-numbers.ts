/** Rule for numbers that no double holds: decoding refuses them in one part of the body, before any other check. */
import { type FiniteNumbers, isObject, type Json } from '@pushspec/contract';
import { adapterOf } from '../apis/api-adapter.ts';
import { operationFacts } from '../contract/contract.ts';
import { BOTH } from '../coverage/rule.ts';
import { edited } from '../generate/edit.ts';
import { expectedOf, type WrittenBody } from '../generate/expected.ts';
import { type GeneratedCase, generatedCase } from '../generate/generated-case.ts';
import { requestCase } from '../generate/request-case.ts';
import { jsonStringOf, requestForm } from '../generate/request-form.ts';
import type { Subject } from '../generate/subject.ts';
import { hitsOf, type RuleKind } from './rule-kind.ts';

export const finiteNumbers: RuleKind = {
  cases: (subjects) => subjects.flatMap(casesOf),
  hits: hitsOf((contract, entry) => {
    const { finiteNumbers: rule } = operationFacts(contract, entry).limits;
    if (!rule) return [];
    const { property, reason, pointer } = rule;
    return [
      {
        pointer,
        sides: BOTH,
        shownBy({ body, isAccepted, shown }) {
          const { [property]: part = null, ...others } = isObject(body) ? body : {};
          if (isAccepted) return hasInfinity(Object.values(others)) ? ['valid'] : [];
          return shown === reason && hasInfinity(part) ? ['invalid'] : [];
        },
      },
    ];
  }),
};

/** JSON numbers above the largest double. */
const LITERALS = ['1e309', '-1e999', '9'.repeat(310), `${'1'.repeat(290)}e20`];

function casesOf(subject: Subject): GeneratedCase[] {
  const { contract, entry, full } = subject;
  const { finiteNumbers: rule } = operationFacts(contract, entry).limits;
  if (!rule) return [];
  const inside = placesIn(full, rule.property);
  const [literal = ''] = LITERALS;
  const credential = Object.keys(adapterOf(contract.api).bodyCredentials ?? {}).at(-1);
  const anonymous = credential === undefined ? full : edited(full, `/${credential}`, 'wrong');
  return [
    ...LITERALS.flatMap((one) =>
      inside.map((pointer) => refused(subject, { body: full, pointer, literal: one })),
    ),
    ...inside
      .slice(-1)
      .map((pointer) => refused(subject, { body: anonymous, pointer, literal }, ' (wrong token)')),
    elsewhere(subject, literal),
  ];
}

type Written = WrittenBody & { readonly literal: string };

function refused(subject: Subject, { body, pointer, literal }: Written, suffix = ''): GeneratedCase {
  const rule = ruleOf(subject);
  return requestCase(subject, {
    name: `${nameOf(subject, pointer, literal)}${suffix}`,
    aim: rule.pointer,
    reason: rule.reason,
    raw: { body: jsonStringOf(subject, { body: edited(body, pointer, 0), pointer, literal }) },
  });
}

/** Returns the case of an overflowing number in an unknown top-level property, which is skipped unread. */
function elsewhere(subject: Subject, literal: string): GeneratedCase {
  const { contract, entry, full } = subject;
  const pointer = '/unknownProperty';
  const written = { body: edited(full, pointer, 0), pointer, literal };
  return generatedCase({
    contract,
    operation: entry.operationId,
    name: nameOf(subject, pointer, literal),
    aims: [ruleOf(subject).pointer],
    ...expectedOf(subject, written),
    ...requestForm(subject, written),
  });
}

function nameOf({ validator }: Subject, pointer: string, literal: string): string {
  return `${validator.kind ?? 'event'}: ${pointer} is ${literal.slice(0, 8)} (${literal.length} characters)`;
}

function ruleOf({ contract, entry }: Subject): FiniteNumbers {
  return operationFacts(contract, entry).limits.finiteNumbers as FiniteNumbers;
}

/** Returns pointers of the numbers in a property of the body, and of an unknown property in its first object. */
function placesIn(body: Json, property: string): string[] {
  const numbers = pointersOf(isObject(body) ? (body[property] ?? null) : null, `/${property}`);
  return [...numbers, `/${property}/0/unknownProperty`];
}

function pointersOf(value: Json, pointer: string): string[] {
  if (typeof value === 'number') return [pointer];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => pointersOf(child as Json, `${pointer}/${name}`));
}

function hasInfinity(value: Json): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasInfinity);
}
