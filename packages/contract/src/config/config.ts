/** The configuration of a server: who may send what. What is left out has the development values. */
import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { unknownName } from '../unknown-names.ts';
import schema from './config.schema.json' with { type: 'json' };
import development from './development.json' with { type: 'json' };

export interface RateLimit {
  readonly requests: number;
  readonly windowSeconds: number;
  /** Whose requests are counted together, in the vendor's word. */
  readonly scope: string;
  readonly algorithm: 'fixed' | 'sliding' | 'token-bucket';
  /** Size of the bucket; `requests` where absent. */
  readonly burst?: number;
  readonly reason: string;
}

/** `contract`: what the contract says. `off`: none. */
export type RateLimitSetting = 'contract' | 'off' | readonly RateLimit[];

export interface DataId {
  readonly dataId: number;
  readonly accessToken: string;
  readonly kind: 'metric' | 'event';
}

export interface AccessKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Present on temporary (STS) keys. */
  readonly securityToken?: string;
}

export interface Account {
  readonly id: string;
  /** Whether the account's policy allows reporting events. @default true */
  readonly authorized?: boolean;
  readonly keys: readonly AccessKey[];
}

export interface Monitor {
  readonly secret: string;
  /** Empty where the monitor has none. @default '' */
  readonly subUri?: string;
  /** @default true */
  readonly enabled?: boolean;
  readonly name?: string;
  /** The vendor's id of the monitor, `rul_` and 32 hexadecimal digits. @default one that follows from its place in the list */
  readonly id?: string;
  /** Title of events that come without one. @default the monitor's name */
  readonly title?: string;
  /** Message of events that come without one. @default '' */
  readonly message?: string;
}

export interface Config {
  readonly blueking: { readonly rateLimits: RateLimitSetting; readonly dataIds: readonly DataId[] };
  readonly cloudmonitor: {
    readonly rateLimits: RateLimitSetting;
    /** Tolerance of the Date header in seconds; 0 switches the check off; undefined takes the contract's. */
    readonly clockSkewSeconds?: number;
    readonly accounts: readonly Account[];
  };
  readonly guance: {
    readonly rateLimits: RateLimitSetting;
    readonly requireApiKey: boolean;
    readonly apiKeys: readonly string[];
    readonly monitors: readonly Monitor[];
  };
}

/** A configuration as it is written down: each member may be left out. */
export type PartialConfig = { readonly [Vendor in keyof Config]?: Partial<Config[Vendor]> };

/** A configuration that breaks a rule; the message names the place and the rule, never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

// With the schema of each failure, which has the names that could have been meant.
const validate = new Ajv2020({ allErrors: true, verbose: true, strictTypes: false }).compile(schema);

/** Checks a configuration and fills in what is left out. Throws {@link ConfigError}. */
export function parseConfig(value: unknown): Config {
  if (!validate(value)) throw configError(validate.errors ?? []);
  const given = value as PartialConfig;
  const config = {
    blueking: { rateLimits: 'contract' as const, ...development.blueking, ...given.blueking },
    cloudmonitor: { rateLimits: 'contract' as const, ...development.cloudmonitor, ...given.cloudmonitor },
    guance: { rateLimits: 'contract' as const, ...development.guance, ...given.guance },
  } as Config;
  refuseDuplicates(config);
  if (config.guance.requireApiKey && config.guance.apiKeys.length === 0) {
    throw new ConfigError('configuration at /guance/apiKeys: requireApiKey needs at least one key');
  }
  return config;
}

/** A misspelled property explains more than the required one that is missing for it. */
function configError(errors: readonly ErrorObject[]): ConfigError {
  const error = errors.find(({ keyword }) => keyword === 'additionalProperties') ?? errors[0];
  const place = error?.instancePath ? ` at ${error.instancePath}` : '';
  return new ConfigError(`configuration${place}: ${error ? ruleOf(error) : 'it is not valid'}`);
}

function ruleOf({ keyword, message, params, parentSchema }: ErrorObject): string {
  if (keyword === 'additionalProperties') {
    const known = Object.keys((parentSchema?.properties ?? {}) as object);
    return `there is no property ${unknownName([String(params.additionalProperty)], known)}`;
  }
  const allowed = params.allowedValues?.join(', ');
  return allowed === undefined ? String(message) : `${message} (${allowed})`;
}

function refuseDuplicates(config: Config): void {
  const lists: [string, (string | number)[]][] = [
    [
      '/blueking/dataIds: two entries with the same dataId',
      config.blueking.dataIds.map((entry) => entry.dataId),
    ],
    [
      '/cloudmonitor/accounts: two keys with the same accessKeyId',
      config.cloudmonitor.accounts.flatMap((account) => account.keys.map((key) => key.accessKeyId)),
    ],
    [
      '/cloudmonitor/accounts: two accounts with the same id',
      config.cloudmonitor.accounts.map((account) => account.id),
    ],
    [
      '/guance/monitors: two monitors with the same secret',
      config.guance.monitors.map((monitor) => monitor.secret),
    ],
  ];
  for (const [message, values] of lists) {
    if (new Set(values).size !== values.length) throw new ConfigError(`configuration at ${message}`);
  }
}

/** The published credentials for development. They protect nothing. */
export const developmentConfig: Config = parseConfig({});

/** The members of a configuration that have the published development credentials, such as `guance.monitors`. */
export function developmentCredentialsIn({ blueking, cloudmonitor, guance }: Config): string[] {
  const published = {
    'blueking.dataIds': blueking.dataIds === development.blueking.dataIds,
    'cloudmonitor.accounts': cloudmonitor.accounts === development.cloudmonitor.accounts,
    'guance.monitors': guance.monitors === development.guance.monitors,
  };
  return Object.entries(published).flatMap(([member, isPublished]) => (isPublished ? [member] : []));
}
