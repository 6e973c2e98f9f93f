/** What plots, and the view to try requests, read of the contracts: limits by profile, and the named examples. */
import {
  type Json,
  loadBundle,
  operationsOf,
  profiles,
  requestExamples,
  type Vendor,
  vendors,
} from '@pushspec/contract';

export interface RateFact {
  requests: number;
  windowSeconds: number;
  reason: string;
}

export interface VendorFacts {
  /** By profile. */
  limits: Record<string, { rates: RateFact[]; maxItems: number | null }>;
  examples: { name: string; value: Json }[];
}

/** Texts of examples are the same in all languages. */
export async function contractFacts(): Promise<Record<Vendor, VendorFacts>> {
  const entries = vendors.map(async (vendor) => [vendor, await factsOf(vendor)] as const);
  return Object.fromEntries(await Promise.all(entries)) as Record<Vendor, VendorFacts>;
}

async function factsOf(vendor: Vendor): Promise<VendorFacts> {
  const limits = profiles.map(async (profile) => [profile, await limitsOf(vendor, profile)] as const);
  return { limits: Object.fromEntries(await Promise.all(limits)), examples: examplesOf(vendor) };
}

async function limitsOf(vendor: Vendor, profile: string) {
  const { limits } = (await import(`@pushspec/contract/${vendor}/${profile}`)) as {
    limits: Record<string, { rateLimits: RateFact[]; maxItems?: number | null }>;
  };
  const [first] = Object.values(limits);
  const rates = (first?.rateLimits ?? []).map(({ requests, windowSeconds, reason }) => ({
    requests,
    windowSeconds,
    reason,
  }));
  return { rates, maxItems: first?.maxItems ?? null };
}

function examplesOf(vendor: Vendor): VendorFacts['examples'] {
  const bundle = loadBundle(vendor, 'documented');
  return operationsOf(bundle).flatMap((entry) =>
    requestExamples(bundle, entry).map(({ name, value }) => ({ name, value })),
  );
}
