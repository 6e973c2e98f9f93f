/** The vendors' parts with the configuration in force, which a test may change. */
import {
  type Config,
  ConfigError,
  checkedName,
  type OpenApiDocument,
  type Profile,
  parseConfig,
  type Vendor,
  vendors,
} from '@pushspec/contract';
import type { Router } from 'express';
import { type Contract, contractFrom, contractOf } from './contract/contract.ts';
import { type ApiRouterOptions, apiRouter } from './pipeline/api-router.ts';
import { apis } from './vendors/index.ts';
import type { ApiModule } from './vendors/vendor.ts';

export interface ServicesOptions extends Omit<ApiRouterOptions, 'api'> {
  profile: Profile;
  /** @default the committed ones */
  documents?: Readonly<Partial<Record<Vendor, OpenApiDocument>>> | undefined;
  config: Config;
  random: () => number;
}

/** Settings of one vendor's part of the configuration; what is left out stays as it is. */
export type Settings = Readonly<Record<string, unknown>>;

export interface Services {
  readonly contracts: ReadonlyMap<Vendor, Contract>;
  /** The configuration in force. */
  config(): Config;
  service(vendor: Vendor): ApiModule;
  /** The Express router of an API, with the current configuration. */
  router(vendor: Vendor): Router;
  /** Rejects with a ConfigError that names the place of what is wrong; then nothing has changed. */
  configure(vendor: Vendor, settings: Settings): Promise<void>;
  /** Forgets what was counted, and brings the configuration of the start back. */
  reset(): Promise<void>;
}

interface Part {
  service: ApiModule;
  router: Router;
  forgets: readonly (() => void)[];
}

/** Makes the parts of all vendors. Rejects when a contract is missing or broken. */
export async function createServices(options: ServicesOptions): Promise<Services> {
  const { profile, documents = {} } = options;
  const contracts = new Map(
    vendors.map((vendor) => {
      const document = documents[vendor];
      return [vendor, document ? contractFrom(document, { vendor, profile }) : contractOf(vendor, profile)];
    }),
  );
  const parts = new Map<Vendor, Part>();
  let inForce = options.config;
  const build = async (vendor: Vendor, config: Config) => {
    const contract = contracts.get(vendor) as Contract;
    checkRateLimits(contract, config);
    parts.set(vendor, await makePart(options, contract, config));
  };
  await Promise.all(vendors.map((vendor) => build(vendor, inForce)));
  const part = (vendor: Vendor) => parts.get(vendor) as Part;
  return {
    contracts,
    config: () => inForce,
    service: (vendor) => part(vendor).service,
    router: (vendor) => part(vendor).router,
    async configure(vendor, settings) {
      checkedName({ what: 'vendor', value: vendor, names: vendors });
      const config = parseConfig({ ...inForce, [vendor]: { ...inForce[vendor], ...settings } });
      await build(vendor, config);
      inForce = config;
    },
    async reset() {
      const changed = vendors.filter((vendor) => inForce[vendor] !== options.config[vendor]);
      inForce = options.config;
      await Promise.all(changed.map((vendor) => build(vendor, inForce)));
      for (const { forgets } of parts.values()) for (const forget of forgets) forget();
    },
  };
}

async function makePart(options: ServicesOptions, contract: Contract, config: Config): Promise<Part> {
  const { clock, random, safetyBytes, store, onError } = options;
  const forgets: (() => void)[] = [];
  const onReset = (forget: () => void) => void forgets.push(forget);
  const context = { contract, config, clock, random, safetyBytes, store, onError, onReset };
  const service = await apis[contract.vendor].create(context);
  return { service, router: apiRouter({ ...options, api: service }), forgets };
}

/** A limit of one's own has to lead to a reason that can be answered. */
function checkRateLimits({ vendor, reasons }: Contract, config: Config): void {
  const { rateLimits } = config[vendor];
  if (typeof rateLimits === 'string') return;
  rateLimits.forEach(({ reason }, index) => {
    if (reasons[reason]?.status !== undefined) return;
    const place = `/${vendor}/rateLimits/${index}/reason`;
    throw new ConfigError(`configuration at ${place}: the contract of ${vendor} answers with no such reason`);
  });
}
