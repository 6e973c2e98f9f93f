/** Which requests the list shows. */
import type { Verdict } from '../admin/types.ts';

export interface Filter {
  vendor: string;
  outcome: string;
  reason: string;
  text: string;
}

export const EVERYTHING: Filter = { vendor: '', outcome: '', reason: '', text: '' };

/** The filter as a query of the admin API; a reason that is no code yet is left out. */
export function queryOf(filter: Filter): URLSearchParams {
  const given = Object.entries(filter).filter(
    ([name, value]) => value !== '' && (name !== 'reason' || /^[a-z0-9-]+$/.test(value)),
  );
  return new URLSearchParams(Object.fromEntries(given));
}

/** Whether a verdict passes, the text aside, which only the server can look for. */
export function passes({ vendor, outcome, reason }: Filter, verdict: Verdict): boolean {
  if (vendor !== '' && verdict.vendor !== vendor) return false;
  if (outcome !== '' && verdict.outcome !== outcome) return false;
  return (
    !/^[a-z0-9-]+$/.test(reason) ||
    [...verdict.reasons, ...verdict.warnings].some(({ code }) => code === reason)
  );
}
