/** Collects what a scenario's request is built from: configuration, credentials and the current time. */
import type { Json, JsonObject, OperationEntry } from '@pushspec/contract';
import { configPartOf } from '@pushspec/contract';
import { adapterOf, type Credential, credentialNames, rolesOf } from '../apis/api-adapter.ts';
import { type Contract, comparedBits, limitsOf } from '../contract/contract.ts';
import { fill, MissingValueError, type PlaceholderValues } from '../scenario/placeholders.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Target } from '../target/target.ts';
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

/** Returns the context of a scenario's request. Throws {@link MissingValueError} if the configuration lacks its credential. */
export function contextOf({ scenario, target, contract, entry, sign }: ContextOptions): RequestContext {
  const { api } = scenario;
  const roles = comparable(rolesOf(api, target.config), comparedBits(contract));
  const limits = { ...limitsOf(contract, entry), ...settingsOf(target, api) };
  const names = { ...credentialNames(api, target.config, roles), limits } as JsonObject;
  const placeholderValues: PlaceholderValues = { now: target.now(), names, contract: contract.document };
  const credential = credentialOf(scenario, { contract, roles, placeholderValues });
  return { contract, entry, credential, roles, placeholderValues, sign };
}

/** Removes credentials whose numbers have more bits than are compared, because they fit no request. */
function comparable(roles: Record<string, Credential>, bits: number | undefined): Record<string, Credential> {
  const fits = (value: Json) => bits === undefined || typeof value !== 'number' || value < 2 ** bits;
  return Object.fromEntries(
    Object.entries(roles).filter(([, credential]) => Object.values(credential).every(fits)),
  );
}

/** Returns the limits that the configuration changes. 0 turns a limit off, and a Date cannot hit a fractional second. */
function settingsOf({ config }: Target, api: Scenario['api']): Record<string, number | null> {
  const { clockSkewSeconds } = config[configPartOf(api)] as { clockSkewSeconds?: number };
  if (clockSkewSeconds === undefined) return {};
  const isUsable = clockSkewSeconds > 0 && Number.isInteger(clockSkewSeconds);
  return { clockSkewSeconds: isUsable ? clockSkewSeconds : null };
}

interface Senders {
  readonly contract: Contract;
  readonly roles: Readonly<Record<string, Credential>>;
  readonly placeholderValues: PlaceholderValues;
}

/** Returns the credential of the sender, without fields that `given.with` sets to null. */
function credentialOf(scenario: Scenario, senders: Senders): Credential {
  const { given } = scenario;
  const credential = senderOf(scenario, senders);
  const replaced = fill((given.with ?? {}) as JsonObject, senders.placeholderValues) as JsonObject;
  const isRefused = reasonOf(senders.contract, scenario.reason)?.outcome === 'rejected';
  const same = Object.keys(replaced).find(
    (name) => name in credential && replaced[name] === credential[name],
  );
  // Replacing a field with the same value tests nothing, unless the field is only there to be sent.
  if (isRefused && same !== undefined && same !== SENT_ONLY)
    throw new MissingValueError(`the configuration has the same ${same} twice`);
  const properties = Object.entries({ ...credential, ...replaced });
  return Object.fromEntries(properties.filter(([, value]) => value !== null));
}

/** The credential field that a scenario may replace with the same value, because it is only sent. */
const SENT_ONLY = 'apiKey';

function senderOf({ api, given, call, reason }: Scenario, { contract, roles }: Senders): Credential {
  const { defaultRole, substitutes } = adapterOf(api);
  const preferredRole = given.as ?? defaultRole(call);
  const isRefused = reasonOf(contract, reason)?.outcome === 'rejected';
  const candidates =
    given.as === undefined ? [preferredRole, ...(substitutes?.(isRefused) ?? [])] : [preferredRole];
  const role = candidates.find((name) => roles[name]);
  const credential = role === undefined ? undefined : roles[role];
  if (!credential)
    throw new MissingValueError(`the configuration has no ${api} credential for ${preferredRole}`);
  return credential;
}
