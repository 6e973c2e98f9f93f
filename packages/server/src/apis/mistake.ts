/** Turns a mistake that explains a rejection into a warning of the verdict. */
import type { Contract } from '../contract/contract.ts';
import { finding } from '../contract/findings.ts';
import type { Finding } from '../pipeline/verdict.ts';

/** A mistake of a sender. Its messages contain no secret. */
export interface NamedMistake {
  code: string;
  /** A clause that says what went wrong. */
  cause: string;
  /** A sentence that says what to do. */
  fix: string;
}

/** Returns the warning with this reason code that names the mistake. */
export function mistakeFinding(
  contract: Contract,
  reason: string,
  { code, cause, fix }: NamedMistake,
): Finding {
  return { ...finding(contract, reason, { parameters: { cause, mistake: code } }), fix };
}
