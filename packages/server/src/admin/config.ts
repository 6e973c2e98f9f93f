/** `/__admin/credentials`, `/__admin/limits` and `/__admin/config/{vendor}`: who may send what, and how much. */
import { ConfigError, type Vendor, vendors } from '@pushspec/contract';
import { masked } from '@pushspec/contract/masking';
import type { Express } from 'express';
import { credentialsOf, type NamedCredential } from '../credentials.ts';
import type { Mask } from '../mask.ts';
import type { Services, Settings } from '../services.ts';
import { type AdminContext, AdminError, HTTP } from './context.ts';

export function addConfig(app: Express, { services, configure, masking }: AdminContext): void {
  app.get('/__admin/credentials', (_, response) => {
    const config = services.config();
    const all = vendors.flatMap((vendor) =>
      credentialsOf(config, vendor).map(({ name, shown, secrets }) => ({
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
  const { maxBodyBytes, maxDepth, rateLimits, clockSkewSeconds } = services.service(vendor).contract;
  const config = services.config()[vendor];
  const setting = config.rateLimits;
  const skew = 'clockSkewSeconds' in config ? config.clockSkewSeconds : undefined;
  return {
    vendor,
    rateLimits: setting === 'contract' ? rateLimits : setting === 'off' ? [] : setting,
    maxBodyBytes: maxBodyBytes?.value ?? null,
    maxDepth: maxDepth.value,
    clockSkewSeconds: skew ?? clockSkewSeconds?.value ?? null,
  };
}
