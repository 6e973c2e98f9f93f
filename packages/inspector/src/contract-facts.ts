/** What plots, and the view to try requests, read of the contracts: limits by profile, and the named examples. */
import {
  type Json,
  loadBundle,
  operationsOf,
  type Profile,
  profiles,
  readContract,
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

/** The bodies of examples are the same in all languages. */
export function contractFacts(): Record<Vendor, VendorFacts> {
  return Object.fromEntries(vendors.map((vendor) => [vendor, factsOf(vendor)])) as Record<
    Vendor,
    VendorFacts
  >;
}

function factsOf(vendor: Vendor): VendorFacts {
  const limits = profiles.map((profile) => [profile, limitsOf(vendor, profile)] as const);
  return { limits: Object.fromEntries(limits), examples: examplesOf(vendor) };
}

function limitsOf(vendor: Vendor, profile: Profile) {
  const [operation] = readContract(loadBundle(vendor, profile), { vendor, profile }).operations;
  const rates = (operation?.limits.rates ?? []).map(({ requests, windowSeconds, reason }) => ({
    requests,
    windowSeconds,
    reason,
  }));
  return { rates, maxItems: operation?.limits.maxItems?.value ?? null };
}

function examplesOf(vendor: Vendor): VendorFacts['examples'] {
  const bundle = loadBundle(vendor, 'documented');
  return operationsOf(bundle).flatMap((entry) =>
    requestExamples(bundle, entry).map(({ name, value }) => ({ name, value })),
  );
}
