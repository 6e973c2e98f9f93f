/** `/__admin/credentials`, `/__admin/limits` and `/__admin/config/{api}`: reads and changes the configuration. */
import {
  type ApiName,
  apiNames,
  apisWithPartOf,
  ConfigError,
  configPartOf,
  type Rate,
  type RateLimit,
} from '@pushspec/contract';
import { masked } from '@pushspec/contract/masking';
import type { Express } from 'express';
import type { NamedCredential } from '../apis/api.ts';
import { apis } from '../apis/index.ts';
import { bodyLimit, type Contract } from '../contract/contract.ts';
import type { Mask } from '../mask.ts';
import type { Services, Settings } from '../services.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';

export function addConfig(app: Express, { services, configure, masking }: AdminContext): void {
  app.get('/__admin/credentials', (_, response) => {
    const config = services.config();
    const all = apiNames.flatMap((api) =>
      apis[api].credentials(config).map(({ name, shown, secrets }) => ({
        api,
        // A credential's name may contain its secret.
        name: masking.mask(name),
        ...maskedValues(shown, masking.mask),
        secrets: Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, masked(secret)])),
      })),
    );
    response.json({ credentials: all });
  });
  app.get('/__admin/limits', (_, response) => {
    response.json({ limits: apiNames.flatMap((api) => limitsOf(services, api)) });
  });
  app.put('/__admin/config/:api', async (request, response) => {
    const api = request.params.api as ApiName;
    try {
      await configure(api, request.body as Settings);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      throw new AdminError(HTTP.badRequest, error.message);
    }
    response.json({ limits: apisWithPartOf(api).flatMap((name) => limitsOf(services, name)) });
  });
}

function maskedValues(shown: NamedCredential['shown'], mask: Mask): NamedCredential['shown'] {
  return Object.fromEntries(
    Object.entries(shown).map(([name, value]) => [name, typeof value === 'string' ? mask(value) : value]),
  );
}

/** Returns the current limits: those of the contract, or the configured ones that replace them. */
function limitsOf(services: Services, api: ApiName) {
  return services.service(api).operations.map(({ contract }) => limitsOfOperation(services, contract));
}

function limitsOfOperation(services: Services, contract: Contract) {
  const { api, operation } = contract;
  const { depth, rates, clockSkew } = operation.limits;
  const config = services.config()[configPartOf(api)];
  const setting = config.rateLimits;
  const skew = 'clockSkewSeconds' in config ? config.clockSkewSeconds : undefined;
  return {
    api,
    operation: operation.id,
    rateLimits: setting === 'contract' ? rates.map(withoutOrigin) : setting === 'off' ? [] : setting,
    maxBodyBytes: bodyLimit(contract)?.value ?? null,
    maxDepth: depth.value,
    clockSkewSeconds: skew ?? clockSkew?.value ?? null,
  };
}

/** Returns only the numbers of a rate limit, in the format of the configuration. */
function withoutOrigin({ pointer: _at, origin: _origin, ...limit }: Rate): RateLimit {
  return limit;
}
