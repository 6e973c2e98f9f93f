/** What the request of a scenario is built from: by the configuration and the clock of that moment. */
import type { JsonObject, OperationEntry } from '@pushspec/contract';
import { type Contract, limitsOf } from '../contract/contract.ts';
import { fill, type Meanings, MissingValue } from '../scenario/placeholders.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Target } from '../target/target.ts';
import { type Credential, credentialNames, knowledgeOf, rolesOf } from '../vendors/vendor.ts';
import type { RequestContext } from './request.ts';
import type { Sign } from './sign.ts';

interface ContextOptions {
  readonly scenario: Scenario;
  readonly target: Target;
  readonly contract: Contract;
  readonly entry: OperationEntry;
  readonly sign: Sign | undefined;
}

/** Throws {@link MissingValue} where the configuration has no credential for the scenario. */
export function contextOf({ scenario, target, contract, entry, sign }: ContextOptions): RequestContext {
  const { vendor } = scenario;
  const roles = rolesOf(vendor, target.config);
  const limits = { ...limitsOf(contract, entry), ...settingsOf(target, vendor) };
  const names = { ...credentialNames(vendor, target.config), limits } as JsonObject;
  const meanings: Meanings = { now: target.now(), names, contract: contract.document };
  const credential = credentialOf(scenario, roles, meanings);
  return { contract, entry, credential, roles, meanings, sign };
}

/** Limits that the configuration sets to another number; 0 switches one off. */
function settingsOf({ config }: Target, vendor: Scenario['vendor']): Record<string, number | null> {
  const { clockSkewSeconds } = config[vendor] as { clockSkewSeconds?: number };
  return clockSkewSeconds === undefined ? {} : { clockSkewSeconds: clockSkewSeconds || null };
}

function credentialOf(
  { vendor, given, call }: Scenario,
  roles: Readonly<Record<string, Credential>>,
  meanings: Meanings,
) {
  const role = given.as ?? knowledgeOf(vendor).defaultRole(call);
  const credential = roles[role];
  if (!credential) throw new MissingValue(`the configuration has no ${vendor} credential for ${role}`);
  return { ...credential, ...(fill((given.with ?? {}) as JsonObject, meanings) as JsonObject) };
}
