/** A mistake that explains what a vendor refuses or drops, as a warning of the verdict. */
import type { Contract } from '../contract/contract.ts';
import { finding } from '../contract/findings.ts';
import type { Finding } from '../pipeline/verdict.ts';

/** One mistake. Neither text holds a secret. */
export interface NamedMistake {
  code: string;
  /** A clause that says what was done. */
  cause: string;
  /** A sentence. */
  fix: string;
}

/** The warning with this reason code that names the mistake. */
export function mistakeFinding(
  contract: Contract,
  reason: string,
  { code, cause, fix }: NamedMistake,
): Finding {
  return { ...finding(contract, reason, { parameters: { cause, mistake: code } }), fix };
}
