/** Distinguishes warnings that explain a refusal, which the doctor creates, from other advice. */
import type { Finding } from '../admin/types.ts';

/** Matches the reason codes of the doctor's findings. */
const DIAGNOSIS = /-diagnosis$/;

/** Warnings by kind. */
export interface Warnings {
  diagnoses: Finding[];
  /** All other warnings. */
  advice: Finding[];
}

/** Separates the doctor's findings from other advice. */
export function sortedWarnings(warnings: readonly Finding[]): Warnings {
  return {
    diagnoses: warnings.filter(({ code }) => DIAGNOSIS.test(code)),
    advice: warnings.filter(({ code }) => !DIAGNOSIS.test(code)),
  };
}
