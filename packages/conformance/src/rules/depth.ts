/** Rules for how deep a body may be nested. */
import { type Json, parametersOf, percentEncoded, pointerSegments } from '@pushspec/contract';
import { depthOf } from '../contract/body-value.ts';
import { operationFacts } from '../contract/contract.ts';
import { edited } from '../generate/edit.ts';
import type { GeneratedCase } from '../generate/generated-case.ts';
import { nestableListPointer } from '../generate/open-locations.ts';
import { jsonStringOf } from '../generate/request-form.ts';
import type { Subject } from '../generate/subject.ts';
import { ACCEPTED } from '../scenario/scenario.ts';
import { limitCase, limitRule, STEPS, titleOf } from './limit-kind.ts';
import { hitsOf, once, type RuleKind } from './rule-kind.ts';

export const depth: RuleKind = {
  cases: once(depthCases),
  hits: hitsOf((contract, entry) => {
    const { rpc, limits } = operationFacts(contract, entry);
    const { depth: limit } = limits;
    // Parameters other than JSON do not nest.
    const canNest = !rpc || Object.values(rpc.style ?? {}).includes('json');
    return limit && canNest ? [limitRule(limit, ({ request }) => depthOf(contract, entry, request))] : [];
  }),
};

function depthCases(subject: Subject): GeneratedCase[] {
  const { depth: limit } = operationFacts(subject.contract, subject.entry).limits;
  const location = nestableListPointer(subject);
  if (!limit || location === undefined) return [];
  const frame = frameOf(subject, location);
  if (!frame) return [];
  const { before, after, outside, written } = frame;
  return STEPS.map(({ off, suffix }) => {
    const times = `{{limits.maxDepth - ${outside - off}}}`;
    const lists = (bracket: string): Json => ({ repeat: { of: written(bracket), times } });
    return limitCase(subject, {
      name: `the body is nested ${limit.value + off} deep (${titleOf(limit)}${suffix})`,
      aim: limit.pointer,
      reason: off > 0 ? String(limit.reason) : ACCEPTED,
      raw: { body: [before, lists('['), lists(']'), after] },
    });
  });
}

/** The parts of a request around nested lists. */
interface Frame {
  readonly before: string;
  readonly after: string;
  /** Levels of nesting around the lists. */
  readonly outside: number;
  /** Writes brackets as the request encodes them. */
  written(bracket: string): string;
}

const MARK = '\u27e6';

/** Returns the parts, or `undefined` if no request can nest anything at this location. */
function frameOf(subject: Subject, location: string): Frame | undefined {
  const { rpc } = operationFacts(subject.contract, subject.entry);
  const body = edited(subject.full, location, rpc ? MARK : '');
  const segments = pointerSegments(location);
  if (!rpc) {
    const text = jsonStringOf(subject, { body, pointer: location, literal: MARK });
    const [before = '', after = ''] = text.split(MARK);
    return { before, after, outside: segments.length, written: (bracket) => bracket };
  }
  if (rpc.style?.[segments[0] ?? ''] !== 'json') return undefined;
  const [before = '', after = ''] = parametersOf(rpc, body).split(percentEncoded(JSON.stringify(MARK)));
  return { before, after, outside: segments.length - 1, written: percentEncoded };
}
