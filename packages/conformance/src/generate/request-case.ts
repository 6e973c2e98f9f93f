/** A case that is one request as it is. */
import { ACCEPTED, type RawRequest } from '../scenario/scenario.ts';
import { type GeneratedCase, generatedCase } from './generated-case.ts';
import { givenOf } from './request-form.ts';
import type { Subject } from './subject.ts';

interface RequestCase {
  readonly name: string;
  /** JSON pointer of the rule that it is made for. */
  readonly aim: string;
  readonly reason: string;
  readonly or?: readonly string[];
  readonly raw: RawRequest;
}

export function requestCase(
  subject: Subject,
  { name, aim, reason, or = [], raw }: RequestCase,
): GeneratedCase {
  const { contract, entry } = subject;
  const isAccepted = reason === ACCEPTED;
  return generatedCase({
    contract,
    operation: entry.operationId,
    name,
    aims: [aim],
    reason,
    ...(or.length > 0 && { or }),
    given: givenOf(subject),
    raw,
    expect: isAccepted ? { verdict: { outcome: 'accepted', reasons: [], warnings: [] } } : {},
  });
}
