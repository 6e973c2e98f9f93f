/** Makes the mock a conformance target. It has no state, so preconditions are expressed with `Prefer`. */
import { type Contract, httpTarget, type StagePlan, type Staging, type Target } from '@pushspec/conformance';
import { acceptanceOf, developmentConfig } from '@pushspec/contract';
import { createMock, type MockOptions } from '@pushspec/mock';

export interface MockTarget extends Target {
  close(): Promise<void>;
}

export async function mockTarget(documents?: MockOptions['documents']): Promise<MockTarget> {
  const mock = createMock(documents && { documents });
  const { url } = await mock.listen({ port: 0 });
  const http = await httpTarget({ url, config: developmentConfig, profile: 'documented', name: 'mock' });
  return {
    name: 'mock',
    profile: 'documented',
    config: developmentConfig,
    hasFrozenClock: false,
    respondsWithExamples: true,
    now: http.now,
    send: http.send,
    stage,
    async close() {
      await http.close();
      await mock.close();
    },
  };
}

/** Prism's response to every request that breaks the schema: the general reason of this status. */
const INVALID = 400;

/**
 * Stages a scenario. A refusal that does not follow from the request (credentials, limits, clocks, faults) is preferred.
 * A request that breaks the schema gets Prism's general reason.
 */
function stage({ scenario: { reason: code, given, operation }, contract, violations }: StagePlan): Staging {
  const reason = contract.reasons[code];
  if (reason?.outcome !== 'rejected') {
    return given.exhausted || given.clock || given.config
      ? { skip: 'it has no state that could be established' }
      : {};
  }
  // A failure inside a success has the status of a success.
  const status = reason.status ?? acceptedStatus(contract, operation);
  if (violations.length === 0) return { headers: { Prefer: `code=${status}, example=${code}` } };
  if (violations.some(({ part }) => part === 'credentials')) {
    return { reasons: [code, ...generalReasons(contract, status)] };
  }
  const breaksSchema = violations.every(({ part }) => part === 'body' || part === 'header');
  if (!breaksSchema) return { reasons: [code] };
  // Prism checks the schema first.
  if (status !== INVALID) return { reasons: [...generalReasons(contract, INVALID), ...malformed(contract)] };
  return { reasons: [code, ...generalReasons(contract, INVALID)] };
}

/** Returns the mock's reasons for a body that it cannot decode. */
function malformed({ operations }: Contract): string[] {
  return [...operations.values()].flatMap(({ operation }) => {
    const reasons = operation['x-request-reasons'] as Readonly<Record<string, string>>;
    return reasons['malformed-json'] ?? [];
  });
}

function acceptedStatus({ document, operations }: Contract, operation: string): number {
  return acceptanceOf(document, operations.get(operation)?.operation ?? {}).status;
}

function generalReasons({ reasons }: Contract, status: number): string[] {
  return Object.keys(reasons).filter((code) => reasons[code]?.general && reasons[code]?.status === status);
}
