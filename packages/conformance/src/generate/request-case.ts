/** Creates a case that consists of one raw request. */
import { ACCEPTED, type RawRequest, type Scenario } from '../scenario/scenario.ts';
import { type GeneratedCase, generatedCase } from './generated-case.ts';
import { givenOf } from './request-form.ts';
import type { Subject } from './subject.ts';

interface RequestCase {
  readonly name: string;
  /** JSON pointer of the rule that the case is made for. */
  readonly aim: string;
  readonly reason: string;
  readonly or?: readonly string[];
  /** State besides that of every case of the subject. */
  readonly given?: Scenario['given'];
  readonly raw: RawRequest;
}

export function requestCase(
  subject: Subject,
  { name, aim, reason, or = [], given = {}, raw }: RequestCase,
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
    given: { ...givenOf(subject), ...given },
    raw,
    expect: isAccepted ? { verdict: { outcome: 'accepted', reasons: [], warnings: [] } } : {},
  });
}
