/** Validates the configuration of a server. Properties that are left out get the development values. */
import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { configParts } from '../apis/index.ts';
import type { Json } from '../document.ts';
import { type ApiName, apiNames } from '../generated/apis.ts';
import { unknownName } from '../unknown-names.ts';
import type { AnyPart, ConfigOf, RateLimitSetting } from './part.ts';
import rateLimits from './rate-limits.schema.json' with { type: 'json' };

export type { RateLimit, RateLimitSetting } from './part.ts';

export type Config = ConfigOf<typeof configParts>;

/** A configuration before defaults apply: every property is optional. */
export type PartialConfig = { readonly [ApiName in keyof Config]?: Partial<Config[ApiName]> };

/** Thrown for an invalid configuration. The message names the location and the rule, never a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const OBJECT = { type: 'object', additionalProperties: false } as const;

const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'pushspec configuration',
  ...OBJECT,
  properties: {
    $schema: { type: 'string' },
    ...Object.fromEntries(
      configParts.owned.map(([owner, { properties }]) => [
        owner,
        { ...OBJECT, properties: { rateLimits: { $ref: '#/$defs/rateLimits' }, ...properties } },
      ]),
    ),
  },
  $defs: { rateLimits },
};

// `verbose` adds the schema of each failure, which lists the names to suggest.
const validate = new Ajv2020({ allErrors: true, verbose: true, strictTypes: false }).compile(schema);

interface Filled {
  readonly rateLimits: RateLimitSetting;
}

/** Validates a configuration and fills in defaults. @throws {@link ConfigError} */
export function parseConfig(value: unknown): Config {
  if (!validate(value)) throw configError(validate.errors ?? []);
  const given = value as Readonly<Record<string, object>>;
  const parts = configParts.owned.map(([owner, part]) => {
    const filled: Filled = { rateLimits: 'contract', ...part.development, ...given[owner] };
    checkPart(owner, part, filled);
    return [owner, filled];
  });
  return Object.fromEntries(parts) as Config;
}

/** Returns the part that holds the credentials and limits of an API. APIs of one vendor may share a part. */
export function configPartOf(api: ApiName): keyof Config {
  return configParts.ownerOf(api);
}

/** Returns the names of the properties of an API's part. */
export function configPropertiesOf(api: ApiName): readonly string[] {
  const [, part] = configParts.owned.find(([owner]) => owner === configPartOf(api)) ?? [];
  return ['rateLimits', ...Object.keys(part?.properties ?? {})];
}

/** Returns the schemas of the settings of all APIs, by name. Parts may have settings of the same name. */
export function settingSchemas(): Map<string, readonly Json[]> {
  const all = configParts.owned.flatMap(([, { properties }]) => Object.entries(properties));
  const grouped = Map.groupBy(all, ([name]) => name);
  return new Map([
    ['rateLimits', [rateLimits]],
    ...[...grouped].map(([name, schemas]) => [name, schemas.map(([, schema]) => schema)] as const),
  ]);
}

/** Returns the APIs that share the part of this one, including itself. */
export function apisWithPartOf(api: ApiName): readonly ApiName[] {
  const part = configPartOf(api);
  return apiNames.filter((name) => configPartOf(name) === part);
}

/** Prefers the error about a misspelled property: it explains the missing one. */
function configError(errors: readonly ErrorObject[]): ConfigError {
  const error = errors.find(({ keyword }) => keyword === 'additionalProperties') ?? errors[0];
  const path = error?.instancePath ? ` at ${error.instancePath}` : '';
  return new ConfigError(`configuration${path}: ${error ? ruleOf(error) : 'it is not valid'}`);
}

function ruleOf({ keyword, message, params, parentSchema }: ErrorObject): string {
  if (keyword === 'additionalProperties') {
    const known = Object.keys((parentSchema?.properties ?? {}) as object);
    return `there is no property ${unknownName([String(params.additionalProperty)], known)}`;
  }
  const allowed = params.allowedValues?.join(', ');
  return allowed === undefined ? String(message) : `${message} (${allowed})`;
}

function checkPart(owner: string, part: AnyPart, values: Filled): void {
  for (const [message, list] of part.unique(values)) {
    if (new Set(list).size !== list.length) throw new ConfigError(`configuration at /${owner}${message}`);
  }
  const problem = part.problem?.(values);
  if (problem !== undefined) throw new ConfigError(`configuration at /${owner}${problem}`);
}

/** The public development credentials. They protect nothing. */
export const developmentConfig: Config = parseConfig({});

/** Returns the properties of a configuration that hold the public development credentials, such as `guance.monitors`. */
export function developmentCredentialsIn(config: Config): string[] {
  return configParts.owned.flatMap(([owner, { credentials, development }]) => {
    const part = config[owner] as unknown as Readonly<Record<string, unknown>>;
    const published = (development as Readonly<Record<string, unknown>>)[credentials];
    return part[credentials] === published ? [`${owner}.${credentials}`] : [];
  });
}
