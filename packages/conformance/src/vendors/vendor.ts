/** What the suite has to know of a vendor that no contract says: who can send, and how a typed call becomes a body. */
import type { Config, Json, Vendor } from '@pushspec/contract';
import type { Call, Given } from '../scenario/scenario.ts';
import { blueking } from './blueking.ts';
import { cloudmonitor } from './cloudmonitor.ts';
import { guance } from './guance.ts';

/** The members of a credential, by the names of the configuration file. */
export type Credential = Readonly<Record<string, Json>>;

export interface VendorKnowledge {
  /** Roles that scenarios name in `given.as`, and the entries of a configuration that play them. */
  roles(config: Config): Readonly<Record<string, object | undefined>>;
  /** Who sends when the scenario does not say it. */
  defaultRole(call: Call | undefined): string;
  /** Roles that send instead where the configuration has nobody for the usual one; `isRefused` where the request is to be refused. @default none */
  substitutes?(isRefused: boolean): readonly string[];
  /** A call of this role that is accepted. */
  acceptedCall(role: string): Call;
  /** The body that a typed call stands for. */
  bodyOf(call: Call, credential: Credential): Json;
  /** The typed call that stands for a body, leaving the credentials in it aside; undefined where none does. */
  callOf(body: Json, kind: string | undefined): Call | undefined;
  /** Credentials in the body: its member to the one of {@link Credential}. @default none */
  bodyCredentials?: Readonly<Record<string, string>>;
  /** Reason code of a body without any of them. */
  anonymous?: string;
  /** The kind of body that the credentials in it are registered for, where the contract tells kinds apart. */
  kindOf?(body: Json, config: Config): string | undefined;
  /** Whether the credentials in a body are those of an entry of the configuration, or the same in the low `bits` that are compared. */
  isKnown?(body: Json, config: Config, bits: number | undefined): boolean;
  /** Who has to send for requests to be counted in a scope of the contract's rate limits. @default the usual sender */
  counted?(scope: string): Pick<Given, 'with'>;
  /** Headers whose value follows from the rest of the request or from the sender. */
  boundHeaders?: RegExp;
  /** Headers that say who sends, and differ from sender to sender. */
  ownHeaders?: RegExp;
  /** Whether requests are signed. */
  signed?: boolean;
  /** Other names for placeholders. */
  names?(config: Config): Readonly<Record<string, Json | undefined>>;
  /** Texts of the configuration that must not be shown. */
  secrets(config: Config): readonly (string | undefined)[];
}

const knowledge: Readonly<Record<string, VendorKnowledge>> = { blueking, cloudmonitor, guance };

export function knowledgeOf(vendor: Vendor): VendorKnowledge {
  const known = knowledge[vendor];
  if (!known) throw new Error(`packages/conformance/src/vendors has no file for ${vendor}`);
  return known;
}

/** The roles that the configuration can play. */
export function rolesOf(vendor: Vendor, config: Config): Record<string, Credential> {
  return present(knowledgeOf(vendor).roles(config)) as Record<string, Credential>;
}

/** What placeholders such as `blueking.metric.dataId` mean. */
export function credentialNames(
  vendor: Vendor,
  config: Config,
  roles: Readonly<Record<string, Credential>>,
): Record<string, Json> {
  const others = knowledgeOf(vendor).names?.(config) ?? {};
  return { [vendor]: { ...roles, ...present(others) } as Json };
}

/** Every text of a configuration that must not be shown, the longest first: one may be the beginning of another. */
export function secretsOf(config: Config): string[] {
  const secrets = Object.values(knowledge).flatMap(({ secrets }) => secrets(config));
  const shown = secrets.filter((secret): secret is string => secret !== undefined && secret !== '');
  return [...new Set(shown)].sort((a, b) => b.length - a.length);
}

function present<Value>(entries: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as Record<
    string,
    Value
  >;
}
