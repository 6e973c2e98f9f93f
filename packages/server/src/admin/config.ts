/** `/__admin/credentials`, `/__admin/limits` and `/__admin/config/{vendor}`: who may send what, and how much. */
import { ConfigError, type Rate, type RateLimit, type Vendor, vendors } from '@pushspec/contract';
import { masked } from '@pushspec/contract/masking';
import type { Express } from 'express';
import { bodyLimit } from '../contract/contract.ts';
import type { Mask } from '../mask.ts';
import type { Services, Settings } from '../services.ts';
import { apis } from '../vendors/index.ts';
import type { NamedCredential } from '../vendors/vendor.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';

export function addConfig(app: Express, { services, configure, masking }: AdminContext): void {
  app.get('/__admin/credentials', (_, response) => {
    const config = services.config();
    const all = vendors.flatMap((vendor) =>
      apis[vendor].credentials(config).map(({ name, shown, secrets }) => ({
        vendor,
        // A name may hold the secret that it is given to.
        name: masking.text(name),
        ...maskedValues(shown, masking.text),
        secrets: Object.fromEntries(
          Object.entries(secrets).map(([member, secret]) => [member, masked(secret)]),
        ),
      })),
    );
    response.json({ credentials: all });
  });
  app.get('/__admin/limits', (_, response) => {
    response.json({ limits: vendors.map((vendor) => limitsOf(services, vendor)) });
  });
  app.put('/__admin/config/:vendor', async (request, response) => {
    const vendor = request.params.vendor as Vendor;
    try {
      await configure(vendor, request.body as Settings);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      throw new AdminError(HTTP.badRequest, error.message);
    }
    response.json(limitsOf(services, vendor));
  });
}

function maskedValues(shown: NamedCredential['shown'], mask: Mask): NamedCredential['shown'] {
  return Object.fromEntries(
    Object.entries(shown).map(([name, value]) => [name, typeof value === 'string' ? mask(value) : value]),
  );
}

/** The limits in force: those of the contract, and what the configuration sets in their place. */
function limitsOf(services: Services, vendor: Vendor) {
  const { contract } = services.service(vendor);
  const { depth, rates, clockSkew } = contract.operation.limits;
  const config = services.config()[vendor];
  const setting = config.rateLimits;
  const skew = 'clockSkewSeconds' in config ? config.clockSkewSeconds : undefined;
  return {
    vendor,
    rateLimits: setting === 'contract' ? rates.map(withoutOrigin) : setting === 'off' ? [] : setting,
    maxBodyBytes: bodyLimit(contract)?.value ?? null,
    maxDepth: depth.value,
    clockSkewSeconds: skew ?? clockSkew?.value ?? null,
  };
}

/** The numbers alone, as a configuration would have them. */
function withoutOrigin({ pointer: _at, known: _known, ...limit }: Rate): RateLimit {
  return limit;
}
