/** Turns reason codes into findings. The message, source and fix come from the contract. */
import { reasonAddress, reasonPointer } from '@pushspec/contract';
import type { Failure } from '@pushspec/contract/explain';
import { type MessageParameters, type Reason, renderMessage } from '@pushspec/contract/reasons';
import type { Evaluation, Finding } from '../pipeline/verdict.ts';
import { type Contract, requestReason } from './contract.ts';

/** The location of a broken rule, and the parameters of its message. */
export interface Occurrence {
  pointer?: string | undefined;
  contract?: string | undefined;
  parameters?: MessageParameters;
  /** Replacements for `parameters` that must not be recorded. */
  masked?: MessageParameters;
}

/** Returns a reason by its code. Throws if the contract does not have it. */
export function reasonOf(contract: Contract, code: string): Reason {
  const reason = contract.reasons[code];
  if (!reason) throw new Error(`the contract of ${contract.api} (${contract.profile}) has no reason ${code}`);
  return reason;
}

/** Returns the finding for a reason code. */
export function finding(contract: Contract, code: string, occurrence: Occurrence = {}): Finding {
  const reason = reasonOf(contract, code);
  return {
    code,
    outcome: reason.outcome,
    message: renderMessage(reason.message, { ...occurrence.parameters, ...occurrence.masked }),
    ...(occurrence.pointer !== undefined && { pointer: occurrence.pointer }),
    contract: occurrence.contract ?? reasonPointer(code),
    provenance: reason.provenance,
    source: reason.source,
    ...(reason.note !== undefined && { note: reason.note }),
    fix: reason.fix,
    page: reasonAddress(contract.api, code),
  };
}

/** Returns the evaluation that rejects a request for this reason. */
export function refuse(contract: Contract, code: string, occurrence: Occurrence = {}): Evaluation {
  const message = renderMessage(reasonOf(contract, code).message, occurrence.parameters ?? {});
  return {
    outcome: 'rejected',
    refusal: { code, message },
    reasons: [finding(contract, code, occurrence)],
    warnings: [],
  };
}

/** Returns the evaluation that rejects a request with the vendor's response for a reason and a message of our own. */
export function refuseAs(
  contract: Contract,
  code: string,
  { message, pointer }: { message: string; pointer?: string },
): Evaluation {
  const reason = { ...finding(contract, code, { pointer }), message };
  return { outcome: 'rejected', refusal: { code, message }, reasons: [reason], warnings: [] };
}

/** Returns the evaluation that rejects a request for these failures. The response states the first one. */
export function refuseFailures(
  contract: Contract,
  failures: readonly Failure[],
  extra: MessageParameters = {},
): Evaluation {
  const other = requestReason(contract, 'other');
  const [first, ...rest] = failures.map((failure) => ({
    code: failure.code ?? other,
    occurrence: {
      pointer: failure.pointer,
      contract: failure.contract,
      parameters: { ...failure.parameters, ...extra },
    },
  }));
  if (!first) return refuse(contract, other);
  const evaluation = refuse(contract, first.code, first.occurrence);
  evaluation.reasons.push(...rest.map(({ code, occurrence }) => finding(contract, code, occurrence)));
  return evaluation;
}

/** Returns the evaluation of a request that a fault fails for this reason. */
export function failWith(contract: Contract, code: string): Evaluation {
  if (contract.reasons[code]?.status !== undefined) return refuse(contract, code);
  // A failure with a success status.
  const reason = finding(contract, code);
  const outcome = reason.outcome === 'ignored' ? 'ignored' : 'rejected';
  return { outcome, reasons: [reason], warnings: [] };
}
