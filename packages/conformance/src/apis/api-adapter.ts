/** Facts about each vendor that no contract states: which credentials can send, and how a typed call becomes a body. */
import type { ApiName, Config, Json, JsonObject, OperationEntry } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import type { Call, Given, SignDeviations } from '../scenario/scenario.ts';
import type { WireRequest } from '../target/wire.ts';
import { blueking } from './blueking.ts';
import { cloudmonitor } from './cloudmonitor.ts';
import { cloudmonitorRpc } from './cloudmonitor-rpc.ts';
import { guance } from './guance.ts';

/** The fields of a credential, named as in the configuration file. */
export type Credential = Readonly<Record<string, Json>>;

/** What a signature depends on, besides the request. */
export interface RequestSigning {
  readonly contract: Contract;
  readonly entry: OperationEntry;
  readonly credential: Credential;
  readonly deviations: SignDeviations;
  readonly nowMs: number;
}

export interface ApiAdapter {
  /** Maps each role that scenarios name in `given.as` to its credential in the configuration. */
  roles(config: Config): Readonly<Record<string, object | undefined>>;
  /** Readable descriptions of the configuration entry for each role or other value, used in advice. */
  readonly roleNames: Readonly<Record<string, string>>;
  /** The role that sends if the scenario names none. */
  defaultRole(call: Call | undefined): string;
  /** Fallback roles if the configuration lacks the default one. `isRefused` is true if the request must be refused. @default none */
  substitutes?(isRefused: boolean): readonly string[];
  /** Returns a call that the operation accepts from this role. */
  acceptedCall(role: string, operation: string): Call;
  /** Returns the body of a typed call. */
  bodyOf(call: Call, credential: Credential): Json;
  /** Returns the typed call for a body, ignoring its credentials, or `undefined` if no call produces it. */
  callOf(body: Json, kind: string | undefined, operation: string): Call | undefined;
  /** Maps each credential property of the body to a field of {@link Credential}. @default none */
  bodyCredentials?: Readonly<Record<string, string>>;
  /** Reason code for a body without any credential. */
  anonymous?: string;
  /** The kind of body that its credentials are registered for, if the contract distinguishes kinds. */
  kindOf?(body: Json, config: Config): string | undefined;
  /** Whether the body's credentials match a configuration entry, comparing only the low `bits` if given. */
  isKnown?(body: Json, config: Config, bits: number | undefined): boolean;
  /** Returns an item in the form in which the service forwards it, for contracts that limit the size of packets. */
  forwarded?(item: JsonObject, kind: string | undefined): JsonObject;
  /** The role whose requests count in a rate limit scope. @default the default sender */
  counted?(scope: string): Pick<Given, 'with'>;
  /** Headers whose value depends on the rest of the request or on the sender. */
  boundHeaders?: RegExp;
  /** Headers that identify the sender. */
  ownHeaders?: RegExp;
  /** Whether requests are signed according to the contract's `x-signing`. */
  signed?: boolean;
  /** Signs a request by a scheme that is not one layout of lines. Headers that the request has are kept. @default unsigned */
  signRequest?(request: WireRequest, signing: RequestSigning): WireRequest;
  /** Extra placeholder names. */
  names?(config: Config): Readonly<Record<string, Json | undefined>>;
  /** Timestamp formats for placeholders, in addition to the common ones. @default none */
  readonly timeForms?: Readonly<Record<string, (time: Date) => string>>;
  /** Returns the secrets in the configuration. */
  secrets(config: Config): readonly (string | undefined)[];
}

const adapters: Readonly<Record<string, ApiAdapter>> = {
  blueking,
  cloudmonitor,
  'cloudmonitor-rpc': cloudmonitorRpc,
  guance,
};

/** Describes the configuration entry that a role needs, or returns `undefined` for an unknown role. */
export function roleNameOf(api: string, role: string): string | undefined {
  return adapters[api]?.roleNames[role];
}

export function adapterOf(api: ApiName): ApiAdapter {
  const known = adapters[api];
  if (!known) throw new Error(`packages/conformance/src/apis has no file for ${api}`);
  return known;
}

/** Timestamp formats that belong to one API, keyed by their placeholder name. */
export const timeForms: NonNullable<ApiAdapter['timeForms']> = Object.assign(
  {},
  ...Object.values(adapters).map((api) => api.timeForms),
);

/** Returns the credentials of every role that the configuration contains. */
export function rolesOf(api: ApiName, config: Config): Record<string, Credential> {
  return present(adapterOf(api).roles(config)) as Record<string, Credential>;
}

/** Returns the values of placeholders such as `blueking.metric.dataId`. */
export function credentialNames(
  api: ApiName,
  config: Config,
  roles: Readonly<Record<string, Credential>>,
): Record<string, Json> {
  const others = adapterOf(api).names?.(config) ?? {};
  return { [api]: { ...roles, ...present(others) } as Json };
}

/** Returns every secret in the configuration, longest first because one may be a prefix of another. */
export function secretsOf(config: Config): string[] {
  const secrets = Object.values(adapters).flatMap(({ secrets }) => secrets(config));
  const shown = secrets.filter((secret): secret is string => secret !== undefined && secret !== '');
  return [...new Set(shown)].sort((a, b) => b.length - a.length);
}

function present<Value>(entries: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as Record<
    string,
    Value
  >;
}
