/** What the request of a scenario is built from: by the configuration and the clock of that moment. */
import type { Json, JsonObject, OperationEntry } from '@pushspec/contract';
import { type Contract, comparedBits, limitsOf } from '../contract/contract.ts';
import { fill, type Meanings, MissingValue } from '../scenario/placeholders.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Target } from '../target/target.ts';
import { type Credential, credentialNames, knowledgeOf, rolesOf } from '../vendors/vendor.ts';
import { reasonOf } from './expectation.ts';
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
  const roles = comparable(rolesOf(vendor, target.config), comparedBits(contract));
  const limits = { ...limitsOf(contract, entry), ...settingsOf(target, vendor) };
  const names = { ...credentialNames(vendor, target.config, roles), limits } as JsonObject;
  const meanings: Meanings = { now: target.now(), names, contract: contract.document };
  const credential = credentialOf(scenario, { contract, roles, meanings });
  return { contract, entry, credential, roles, meanings, sign };
}

/** Without the credentials whose numbers have more bits than are compared: they fit no request. */
function comparable(roles: Record<string, Credential>, bits: number | undefined): Record<string, Credential> {
  const fits = (value: Json) => bits === undefined || typeof value !== 'number' || value < 2 ** bits;
  return Object.fromEntries(
    Object.entries(roles).filter(([, credential]) => Object.values(credential).every(fits)),
  );
}

/** Limits that the configuration sets to another number. 0 switches one off, and no Date is at the edge of a part of a second. */
function settingsOf({ config }: Target, vendor: Scenario['vendor']): Record<string, number | null> {
  const { clockSkewSeconds } = config[vendor] as { clockSkewSeconds?: number };
  if (clockSkewSeconds === undefined) return {};
  const isUsable = clockSkewSeconds > 0 && Number.isInteger(clockSkewSeconds);
  return { clockSkewSeconds: isUsable ? clockSkewSeconds : null };
}

interface Senders {
  readonly contract: Contract;
  readonly roles: Readonly<Record<string, Credential>>;
  readonly meanings: Meanings;
}

/** The credential of the sender. A member that `given.with` replaces by null is left out. */
function credentialOf(scenario: Scenario, senders: Senders): Credential {
  const { given } = scenario;
  const credential = senderOf(scenario, senders);
  const replaced = fill((given.with ?? {}) as JsonObject, senders.meanings) as JsonObject;
  const isRefused = reasonOf(senders.contract, scenario.reason)?.outcome === 'rejected';
  const same = Object.keys(replaced).find(
    (name) => name in credential && replaced[name] === credential[name],
  );
  // What is replaced by itself says nothing, unless it is there only to be sent.
  if (isRefused && same !== undefined && same !== SENT_ALONG)
    throw new MissingValue(`the configuration has the same ${same} twice`);
  const members = Object.entries({ ...credential, ...replaced });
  return Object.fromEntries(members.filter(([, value]) => value !== null));
}

/** The member of a credential that a scenario adds to a sender who may have it already. */
const SENT_ALONG = 'apiKey';

function senderOf({ vendor, given, call, reason }: Scenario, { contract, roles }: Senders): Credential {
  const { defaultRole, substitutes } = knowledgeOf(vendor);
  const usual = given.as ?? defaultRole(call);
  const isRefused = reasonOf(contract, reason)?.outcome === 'rejected';
  const candidates = given.as === undefined ? [usual, ...(substitutes?.(isRefused) ?? [])] : [usual];
  const role = candidates.find((name) => roles[name]);
  const credential = role === undefined ? undefined : roles[role];
  if (!credential) throw new MissingValue(`the configuration has no ${vendor} credential for ${usual}`);
  return credential;
}
