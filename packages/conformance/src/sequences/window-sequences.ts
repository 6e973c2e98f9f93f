/** The edges of the contract's own rate limits: used up, refused to the last millisecond of the window, then let pass. */
import type { OperationEntry, RateLimit } from '@pushspec/contract';
import { type Contract, operationFacts } from '../contract/contract.ts';
import { hitOf } from '../coverage/rule.ts';
import { ACCEPTED } from '../scenario/scenario.ts';
import { knowledgeOf } from '../vendors/vendor.ts';
import { datedSettings, SEQUENCE_START_MS, type Sequence, type Step } from './sequence.ts';

export interface NamedSequence {
  readonly name: string;
  readonly vendor: Contract['vendor'];
  readonly sequence: Sequence;
  /** What it shows of the contract when nothing differs. */
  readonly shows: readonly string[];
}

export function windowSequences(contract: Contract): NamedSequence[] {
  return [...contract.operations.values()].flatMap((entry) =>
    operationFacts(contract, entry).limits.rates.map((limit) => {
      const { pointer } = limit;
      return {
        name: `${contract.vendor}: ${limit.reason} lasts as long as its window`,
        vendor: contract.vendor,
        sequence: windowSequence(contract, entry, limit),
        shows: ['windowSeconds', 'requests'].flatMap((member) => [
          hitOf(`${pointer}/${member}`, 'valid'),
          hitOf(`${pointer}/${member}`, 'invalid'),
        ]),
      };
    }),
  );
}

/** A request that is accepted, sent by somebody whose requests the limit counts. */
export function countedStep(
  contract: Contract,
  entry: OperationEntry,
  scope: string,
): Omit<Step, 'afterMs' | 'expected'> {
  const { acceptedCall, counted, defaultRole } = knowledgeOf(contract.vendor);
  return {
    vendor: contract.vendor,
    operation: entry.operationId,
    given: counted?.(scope) ?? {},
    call: acceptedCall(defaultRole(undefined)),
  };
}

function windowSequence(contract: Contract, entry: OperationEntry, limit: RateLimit): Sequence {
  const base = countedStep(contract, entry, limit.scope);
  const refused = limit.reason;
  // A bucket gives a request back as soon as it has filled up by one.
  const untilNext =
    limit.algorithm === 'token-bucket'
      ? Math.ceil((limit.windowSeconds * 1000) / limit.requests)
      : limit.windowSeconds * 1000;
  const isFine = untilNext > 1;
  // Amid a window of those that begin on the clock: begun there, all algorithms would look alike.
  const amid = limit.algorithm === 'fixed' ? {} : { startMs: SEQUENCE_START_MS + limit.windowSeconds * 500 };
  return {
    config: { [contract.vendor]: { ...datedSettings(contract, entry), rateLimits: 'contract' } },
    exhausted: limit.reason,
    ...amid,
    steps: [
      { ...base, afterMs: 0, expected: refused },
      ...(isFine ? [{ ...base, afterMs: untilNext - 1, expected: refused }] : []),
      { ...base, afterMs: isFine ? 1 : untilNext, expected: ACCEPTED },
    ],
  };
}
