/** Sequences for the contract's rate limits: used up, refused until the last millisecond of the window, then accepted. */
import type { OperationEntry, RateLimit } from '@pushspec/contract';
import { adapterOf } from '../apis/api-adapter.ts';
import { type Contract, operationFacts } from '../contract/contract.ts';
import { hitOf } from '../coverage/rule.ts';
import { ACCEPTED } from '../scenario/scenario.ts';
import { datedSettings, operationPart, SEQUENCE_START_MS, type Sequence, type Step } from './sequence.ts';

export interface NamedSequence {
  readonly name: string;
  readonly api: Contract['api'];
  readonly sequence: Sequence;
  /** Coverage items that it shows when it passes. */
  readonly shows: readonly string[];
}

export function windowSequences(contract: Contract): NamedSequence[] {
  return [...contract.operations.values()].flatMap((entry) =>
    operationFacts(contract, entry).limits.rates.map((limit) => {
      const { pointer } = limit;
      return {
        name: `${contract.api}: ${limit.reason} lasts as long as its window${operationPart(contract, entry)}`,
        api: contract.api,
        sequence: windowSequence(contract, entry, limit),
        shows: ['windowSeconds', 'requests'].flatMap((name) => [
          hitOf(`${pointer}/${name}`, 'valid'),
          hitOf(`${pointer}/${name}`, 'invalid'),
        ]),
      };
    }),
  );
}

/** Returns an accepted request from a sender whose requests the limit counts. */
export function countedStep(
  contract: Contract,
  entry: OperationEntry,
  scope: string,
): Omit<Step, 'afterMs' | 'expected'> {
  const { acceptedCall, counted, defaultRole } = adapterOf(contract.api);
  return {
    api: contract.api,
    operation: entry.operationId,
    given: counted?.(scope) ?? {},
    call: acceptedCall(defaultRole(undefined), entry.operationId),
  };
}

function windowSequence(contract: Contract, entry: OperationEntry, limit: RateLimit): Sequence {
  const base = countedStep(contract, entry, limit.scope);
  const refused = limit.reason;
  // A bucket accepts a request again once it has refilled by one.
  const untilNext =
    limit.algorithm === 'token-bucket'
      ? Math.ceil((limit.windowSeconds * 1000) / limit.requests)
      : limit.windowSeconds * 1000;
  const isFine = untilNext > 1;
  const refilled = (untilNext * limit.requests) / (limit.windowSeconds * 1000);
  const isOne = limit.algorithm === 'token-bucket' && refilled < 2;
  // Starts in the middle of a fixed window. At its start, all algorithms would behave alike.
  const midWindow =
    limit.algorithm === 'fixed' ? {} : { startMs: SEQUENCE_START_MS + limit.windowSeconds * 500 };
  return {
    config: { [contract.api]: { ...datedSettings(contract, entry), rateLimits: 'contract' } },
    exhausted: limit.reason,
    ...midWindow,
    steps: [
      { ...base, afterMs: 0, expected: refused },
      ...(isFine ? [{ ...base, afterMs: untilNext - 1, expected: refused }] : []),
      { ...base, afterMs: isFine ? 1 : untilNext, expected: ACCEPTED },
      ...(isOne ? [{ ...base, afterMs: 0, expected: refused }] : []),
    ],
  };
}
