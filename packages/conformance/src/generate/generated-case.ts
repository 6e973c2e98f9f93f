/** A generated case: a scenario that names the rules it was generated for. */
import type { Contract } from '../contract/contract.ts';
import { ACCEPTED, type Scenario } from '../scenario/scenario.ts';

/** A scenario that was generated from a contract. */
export interface GeneratedCase extends Scenario {
  /** JSON pointers of the rules that the case was generated for. */
  readonly aims: readonly string[];
}

/** Returns whether a scenario was generated from a contract. */
export function isGenerated(scenario: Scenario): scenario is GeneratedCase {
  return 'aims' in scenario;
}

interface CaseParts extends Partial<Pick<Scenario, 'reason' | 'or' | 'given' | 'call' | 'raw' | 'expect'>> {
  readonly contract: Contract;
  readonly operation: string;
  /** Distinguishes the case from the others of the contract. */
  readonly name: string;
  readonly aims: readonly string[];
}

export function generatedCase({ contract, operation, name, aims, ...parts }: CaseParts): GeneratedCase {
  const { api, profile } = contract;
  const { reason = ACCEPTED } = parts;
  return {
    id: `${api}/${operation}: ${name}`,
    api,
    file: `spec/${api}/openapi.yaml#${aims[0] ?? ''} (${name})`,
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
