/** Filters the list of requests. */
import type { Verdict } from '../admin/types.ts';

/** Filters of the list. An empty string means no filter. */
export interface Filter {
  api: string;
  outcome: string;
  reason: string;
  text: string;
  /** ID of a sandbox. */
  sandbox: string;
}

export const NO_FILTER: Filter = { api: '', outcome: '', reason: '', text: '', sandbox: '' };

/** Matches a reason code. The URL may contain anything else. */
const CODE = /^[a-z0-9-]+$/;

/** Returns the filter as a query of the admin API, without a reason that cannot be a code. */
export function queryOf(filter: Filter): URLSearchParams {
  const active = Object.entries(filter).filter(
    ([name, value]) => value !== '' && (name !== 'reason' || CODE.test(value)),
  );
  return new URLSearchParams(Object.fromEntries(active));
}

/** Returns whether a verdict matches the filter. Ignores the search text, because only the server can search for it. */
export function matches({ api, outcome, reason, sandbox }: Filter, verdict: Verdict): boolean {
  if (sandbox !== '' && verdict.sandbox !== sandbox) return false;
  if (api !== '' && verdict.api !== api) return false;
  if (outcome !== '' && verdict.outcome !== outcome) return false;
  return !CODE.test(reason) || [...verdict.reasons, ...verdict.warnings].some(({ code }) => code === reason);
}

/** Returns whether the filter is empty. */
export function isUnfiltered(filter: Filter): boolean {
  return Object.values(filter).every((value) => value === '');
}
