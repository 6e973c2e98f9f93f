/** Cases about limits that stand on the operation: one below each, at it, and one above. */
import { isObject, type Json, type JsonObject, pointerSegments } from '@pushspec/contract';
import { ACCEPTED, type Scenario } from '../scenario/scenario.ts';

import { knowledgeOf } from '../vendors/vendor.ts';
import { edited } from './edit.ts';
import { type GeneratedCase, generatedCase } from './generated-case.ts';
import { givenOf, jsonOf, type RequestForm, requestForm, textOf } from './request-form.ts';
import { longTextPlace, openPlace } from './roomy-places.ts';
import type { Subject } from './subject.ts';

export function limitCases(subject: Subject): GeneratedCase[] {
  return [
    ...sizeCases(subject, 'x-max-body-bytes', 'maxBodyBytes'),
    ...sizeCases(subject, 'x-dropped-from-bytes', 'droppedFromBytes'),
    ...depthCases(subject),
    ...skewCases(subject),
    ...rateCases(subject),
  ];
}

type LimitCase = Partial<RequestForm> &
  Pick<Scenario, 'reason'> & {
    readonly name: string;
    readonly aim: string;
    readonly expect?: Scenario['expect'];
  };

function limitCase(subject: Subject, { name, aim, given = {}, ...parts }: LimitCase): GeneratedCase {
  const { contract, entry } = subject;
  return generatedCase({
    contract,
    operation: entry.operationId,
    name,
    aims: [`${entry.pointer}/${aim}`],
    given: { ...givenOf(subject), ...given },
    ...parts,
  });
}

function rule(
  { entry }: Subject,
  extension: string,
  member: string,
): { limit: number; reason: string } | undefined {
  const node = entry.operation[extension];
  const limit = isObject(node) ? node[member] : undefined;
  return typeof limit === 'number' ? { limit, reason: String((node as JsonObject).reason) } : undefined;
}

const STEPS = [
  { off: -1, text: ' - 1' },
  { off: 0, text: '' },
  { off: 1, text: ' + 1' },
];

function sizeCases(subject: Subject, extension: string, limitName: string): GeneratedCase[] {
  const found = rule(subject, extension, 'bytes');
  if (!found) return [];
  const drops = subject.contract.reasons[found.reason]?.outcome === 'ignored';
  return STEPS.flatMap(({ off, text }) => {
    const isBroken = drops ? off >= 0 : off > 0;
    const size = `{{limits.${limitName}${text}}}`;
    const common = {
      aim: `${extension}/bytes`,
      reason: isBroken ? found.reason : ACCEPTED,
      expect: drops ? { verdict: { outcome: isBroken ? ('ignored' as const) : ('accepted' as const) } } : {},
    };
    const name = `the body has ${found.limit + off} bytes (${extension}${text}`;
    const padded = limitCase(subject, {
      ...common,
      name: `${name}; spaces)`,
      raw: { json: jsonOf(subject, subject.full), size },
    });
    // What is dropped is a matter of the receiver only, where ten megabytes in a text show no more than in blanks.
    const long = drops ? undefined : longCall(subject, size);
    return [
      padded,
      ...(long ? [limitCase(subject, { ...common, ...long, name: `${name}; a long string)` })] : []),
    ];
  });
}

/** A typed call with a text that brings the body to a size. */
function longCall(subject: Subject, size: string): RequestForm | undefined {
  const place = longTextPlace(subject);
  if (place === undefined) return undefined;
  const call = knowledgeOf(subject.contract.vendor).callOf(
    edited(subject.full, place, { padTo: size }),
    subject.judge.kind,
  );
  return call && { given: {}, call };
}

function depthCases(subject: Subject): GeneratedCase[] {
  const found = rule(subject, 'x-max-depth', 'depth');
  const place = openPlace(subject);
  if (!found || place === undefined) return [];
  const body = edited(subject.full, place, '');
  const mark = '\u27e6';
  const [before = '', after = ''] = textOf(subject, { body, pointer: place, text: mark }).split(mark);
  const outside = pointerSegments(place).length;
  return STEPS.map(({ off, text }) => {
    const times = `{{limits.maxDepth - ${outside - off}}}`;
    const lists = (bracket: string): Json => ({ repeat: { of: bracket, times } });
    return limitCase(subject, {
      name: `the body is nested ${found.limit + off} deep (x-max-depth${text})`,
      aim: 'x-max-depth/depth',
      reason: off > 0 ? found.reason : ACCEPTED,
      raw: { body: [before, lists('['), lists(']'), after] },
    });
  });
}

/** A whole second, as HTTP dates have no fractions. */
const CLOCK = '2026-11-21T00:00:00.000Z';

function skewCases(subject: Subject): GeneratedCase[] {
  const found = rule(subject, 'x-clock-skew', 'seconds');
  if (!found) return [];
  return ['-', '+'].flatMap((sign) =>
    STEPS.map(({ off, text }) =>
      limitCase(subject, {
        // A configuration may set another tolerance than the contract.
        name: `Date is x-clock-skew${text} s ${sign === '-' ? 'behind' : 'ahead'} (${found.limit + off} s by the contract)`,
        aim: 'x-clock-skew/seconds',
        reason: off > 0 ? found.reason : ACCEPTED,
        given: { clock: CLOCK },
        raw: {
          json: jsonOf(subject, subject.full),
          sign: { date: `{{now ${sign} limits.clockSkewSeconds ${shift(sign, off)} as http}}` },
        },
      }),
    ),
  );
}

function shift(sign: string, off: number): string {
  return `${(sign === '+' ? off : -off) < 0 ? '-' : '+'} ${Math.abs(off)}s`;
}

function rateCases(subject: Subject): GeneratedCase[] {
  const limits = Array.isArray(subject.entry.operation['x-rate-limits'])
    ? subject.entry.operation['x-rate-limits']
    : [];
  const form = requestForm(subject, { body: subject.full, pointer: '' });
  return limits.filter(isObject).flatMap(({ reason, scope, requests, burst, windowSeconds }, index) => {
    const as = knowledgeOf(subject.contract.vendor).counted?.(String(scope)) ?? {};
    const given = { ...form.given, ...as, exhausted: String(reason) };
    const used = { ...form, given, aim: `x-rate-limits/${index}/requests` };
    return [
      limitCase(subject, {
        ...used,
        name: `${reason} after ${burst ?? requests} requests (limit: ${requests} in ${windowSeconds} s)`,
        reason: String(reason),
      }),
    ];
  });
}
