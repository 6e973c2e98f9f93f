/** Creates the APIs with the current configuration, which tests can change. */
import {
  type ApiName,
  apiNames,
  type Config,
  ConfigError,
  checkedName,
  configPartOf,
  type OpenApiDocument,
  type Profile,
  parseConfig,
} from '@pushspec/contract';
import type { RequestHandler, Router } from 'express';
import type { ApiContext, ApiModule } from './apis/api.ts';
import { apis } from './apis/index.ts';
import { type Contract, contractFrom, contractOf } from './contract/contract.ts';
import { type ApiRouter, type ApiRouterOptions, apiRouter } from './pipeline/api-router.ts';

export interface ServicesOptions extends Omit<ApiRouterOptions, 'api'> {
  contracts: Contracts;
  config: Config;
  /** Throws a ConfigError to reject a changed configuration. */
  check?: (config: Config) => void;
  random: () => number;
}

export type Contracts = ReadonlyMap<ApiName, Contract>;

export interface ContractOptions {
  profile: Profile;
  /** @default the contracts in this package */
  documents?: Readonly<Partial<Record<ApiName, OpenApiDocument>>> | undefined;
}

/** Reads the contracts of all APIs. Throws if one is missing or broken. */
export function readContracts({ profile, documents = {} }: ContractOptions): Contracts {
  return new Map(
    apiNames.map((api) => {
      const document = documents[api];
      return [api, document ? contractFrom(document, { api, profile }) : contractOf(api, profile)];
    }),
  );
}

/** Settings of one API's part of the configuration, as in `--config FILE`. Omitted settings stay unchanged. */
export type Settings = Readonly<Record<string, unknown>>;

/** Returns a configuration with changed settings. Throws a ConfigError that names the path of the error. */
export function withSettings(config: Config, api: ApiName, settings: Settings): Config {
  const part = configPartOf(api);
  return parseConfig({ ...config, [part]: { ...config[part], ...settings } });
}

/** The APIs of a realm. */
export interface Services {
  /** Returns the current configuration. */
  config(): Config;
  /** Returns the module of an API, with the current configuration. */
  service(api: ApiName): ApiModule;
  /** Returns the Express router of an API, with the current configuration. */
  router(api: ApiName): Router;
  /** Returns the middleware that receives the body of a request to an API. The API's router skips requests that have been through it. */
  receive(api: ApiName): RequestHandler;
  /** Changes settings. Rejects with a ConfigError that names the path of the error, and leaves everything unchanged. */
  configure(api: ApiName, settings: Settings): Promise<void>;
  /** Clears all counts and restores the initial configuration. */
  reset(): Promise<void>;
}

interface Part extends ApiRouter {
  service: ApiModule;
  clearers: readonly (() => void)[];
}

/** Creates all APIs. Rejects if a contract is broken. */
export async function createServices(options: ServicesOptions): Promise<Services> {
  const { contracts, check } = options;
  const parts = new Map<ApiName, Part>();
  let current = options.config;
  const build = async (configPart: keyof Config, config: Config) => {
    const using = apiNames.filter((api) => configPartOf(api) === configPart);
    for (const api of using) checkRateLimits(contracts.get(api) as Contract, config);
    const shared = sharedValues();
    const built = using.map(async (api) => {
      const contract = contracts.get(api) as Contract;
      return [api, await makePart(options, { contract, config, shared })] as const;
    });
    for (const [api, part] of await Promise.all(built)) parts.set(api, part);
  };
  const configParts = [...new Set(apiNames.map(configPartOf))];
  await Promise.all(configParts.map((configPart) => build(configPart, current)));
  const part = (api: ApiName) => parts.get(api) as Part;
  return {
    config: () => current,
    service: (api) => part(api).service,
    router: (api) => part(api).router,
    receive: (api) => part(api).receive,
    async configure(api, settings) {
      checkedName({ what: 'api', value: api, names: apiNames });
      const config = withSettings(current, api, settings);
      check?.(config);
      await build(configPartOf(api), config);
      current = config;
    },
    async reset() {
      const changed = configParts.filter((part) => current[part] !== options.config[part]);
      current = options.config;
      await Promise.all(changed.map((part) => build(part, current)));
      for (const { clearers } of parts.values()) for (const clear of clearers) clear();
    },
  };
}

/** Returns the function through which APIs share values by name. */
function sharedValues(): ApiContext['shared'] {
  const values = new Map<string, unknown>();
  return <Value>(name: string, create: () => Value) => {
    if (!values.has(name)) values.set(name, create());
    return values.get(name) as Value;
  };
}

async function makePart(
  options: ServicesOptions,
  { contract, config, shared }: Pick<ApiContext, 'contract' | 'config' | 'shared'>,
): Promise<Part> {
  const { clock, random, safetyBytes, store, onError } = options;
  const clearers: (() => void)[] = [];
  const onReset = (clear: () => void) => void clearers.push(clear);
  const context = { contract, config, shared, clock, random, safetyBytes, store, onError, onReset };
  const service = await apis[contract.api].create(context);
  return { service, ...apiRouter({ ...options, api: service }), clearers };
}

/** Checks that a configured limit has a reason with a response in the contract. */
function checkRateLimits({ api, reasons }: Contract, config: Config): void {
  const configPart = configPartOf(api);
  const { rateLimits } = config[configPart];
  if (typeof rateLimits === 'string') return;
  rateLimits.forEach(({ reason }, index) => {
    if (reasons[reason]?.status !== undefined) return;
    const path = `/${configPart}/rateLimits/${index}/reason`;
    throw new ConfigError(`configuration at ${path}: the contract of ${api} has no response for this reason`);
  });
}
