/** Extracts what the page needs from the contracts: names, limits by profile, reasons, and an example to send. */
import {
  type ApiName,
  apiNames,
  apiTitles,
  type Json,
  type Language,
  languages,
  loadBundle,
  type Operation,
  operationsOf,
  type Profile,
  pointerSegments,
  profiles,
  readContract,
  reasonTable,
  requestExamples,
  valueAt,
  withoutTimes,
} from '@pushspec/contract';
import type { Outcome } from '@pushspec/contract/reasons';

/** A rate limit. */
export interface RateFact {
  requests: number;
  windowSeconds: number;
  reason: string;
}

/** A reason. */
export interface ReasonFact {
  code: string;
  outcome: Outcome;
  /** HTTP status; absent if the response does not show the reason. */
  status?: number;
}

/** The facts of one API. */
export interface ApiFacts {
  /** Name of the API, by language. */
  title: Record<Language, string>;
  /** Whether the API requires signed requests. */
  isSigned: boolean;
  /** Limits, by profile. */
  limits: Record<string, { rates: RateFact[]; maxItems: number | null }>;
  /** Reasons of all profiles, sorted by code. */
  reasons: ReasonFact[];
  /** Request bodies without timestamps, so that they never expire. */
  examples: { name: string; value: Json }[];
  /** First example without credentials. The server adds its own. */
  sample: Json;
}

/** Returns the facts of each API. Codes and bodies are the same in all languages. */
export function contractFacts(): Record<ApiName, ApiFacts> {
  return Object.fromEntries(apiNames.map((api) => [api, factsOf(api)])) as Record<ApiName, ApiFacts>;
}

function factsOf(api: ApiName): ApiFacts {
  const titles = languages.map((language) => [language, apiTitles[api][language]]);
  const operations = operationsIn(api, 'documented');
  const examples = examplesOf(api);
  return {
    title: Object.fromEntries(titles),
    isSigned: operations.some(({ signing }) => signing !== undefined),
    limits: Object.fromEntries(profiles.map((profile) => [profile, limitsOf(api, profile)])),
    reasons: reasonsOf(api),
    examples,
    sample: withoutCredentials(operations[0]?.body.items, examples[0]?.value ?? null),
  };
}

function operationsIn(api: ApiName, profile: Profile): readonly Operation[] {
  return readContract(loadBundle(api, profile), { api, profile }).operations;
}

function limitsOf(api: ApiName, profile: Profile) {
  const [operation] = operationsIn(api, profile);
  const rates = (operation?.limits.rates ?? []).map(({ requests, windowSeconds, reason }) => ({
    requests,
    windowSeconds,
    reason,
  }));
  return { rates, maxItems: operation?.limits.maxItems?.value ?? null };
}

function reasonsOf(api: ApiName): ReasonFact[] {
  const table = Object.assign({}, ...profiles.map((profile) => reasonTable(loadBundle(api, profile))));
  return Object.entries(table as ReturnType<typeof reasonTable>)
    .map(([code, { outcome, status }]) => ({ code, outcome, ...(status !== undefined && { status }) }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

function examplesOf(api: ApiName): ApiFacts['examples'] {
  const bundle = loadBundle(api, 'documented');
  return operationsOf(bundle).flatMap((entry) =>
    requestExamples(bundle, entry).map(({ name, value }) => ({
      name,
      value: withoutTimes(bundle, entry, value),
    })),
  );
}

/** Keeps only the items, because the properties next to them identify the sender. */
function withoutCredentials(items: string | undefined, body: Json): Json {
  const [name, ...deeper] = pointerSegments(items ?? '');
  if (name === undefined || deeper.length > 0) return body;
  return { [name]: valueAt(body, items ?? '') ?? [] };
}
