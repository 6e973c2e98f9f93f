/** A case that was made by program: a scenario that says what of the contract it was made for. */
import type { Contract } from '../contract/contract.ts';
import { ACCEPTED, type Scenario } from '../scenario/scenario.ts';

export interface GeneratedCase extends Scenario {
  /** JSON pointers of the rules of the contract that it was made for. */
  readonly aims: readonly string[];
}

export function isGenerated(scenario: Scenario): scenario is GeneratedCase {
  return 'aims' in scenario;
}

interface Made extends Partial<Pick<Scenario, 'reason' | 'or' | 'given' | 'call' | 'raw' | 'expect'>> {
  readonly contract: Contract;
  readonly operation: string;
  /** What tells it from the other cases of the contract. */
  readonly name: string;
  readonly aims: readonly string[];
}

export function generatedCase({ contract, operation, name, aims, ...parts }: Made): GeneratedCase {
  const { vendor, profile } = contract;
  const { reason = ACCEPTED } = parts;
  return {
    id: `${vendor}/${operation}: ${name}`,
    vendor,
    file: `spec/${vendor}/openapi.yaml#${aims[0] ?? ''} (${name})`,
    summary: `${name}: ${reason}.`,
    operation,
    profiles: [profile],
    reason,
    given: {},
    expect: {},
    except: {},
    aims,
    ...parts,
  };
}
