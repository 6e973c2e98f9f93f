/** From reason codes to findings: the sentence, the source and the fix all come from the contract. */
import { reasonAddress, reasonPointer } from '@pushspec/contract';
import type { Failure } from '@pushspec/contract/explain';
import { type MessageParameters, type Reason, renderMessage } from '@pushspec/contract/reasons';
import type { Finding, Judgement } from '../pipeline/verdict.ts';
import { type Contract, requestReason } from './contract.ts';

/** Where a rule was broken, and the parameters of its sentence. */
export interface Occurrence {
  pointer?: string | undefined;
  contract?: string | undefined;
  parameters?: MessageParameters;
  /** Replace those of `parameters` that no record may hold. */
  masked?: MessageParameters;
}

export function reasonOf(contract: Contract, code: string): Reason {
  const reason = contract.reasons[code];
  if (!reason)
    throw new Error(`the contract of ${contract.vendor} (${contract.profile}) has no reason ${code}`);
  return reason;
}

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
    page: reasonAddress(contract.vendor, code),
  };
}

/** The request is refused for this reason. */
export function refuse(contract: Contract, code: string, occurrence: Occurrence = {}): Judgement {
  const message = renderMessage(reasonOf(contract, code).message, occurrence.parameters ?? {});
  return {
    outcome: 'rejected',
    refusal: { code, message },
    reasons: [finding(contract, code, occurrence)],
    warnings: [],
  };
}

/** The request is refused for what the explain pass found; the first failure is the one on the wire. */
export function refuseFailures(
  contract: Contract,
  failures: readonly Failure[],
  extra: MessageParameters = {},
): Judgement {
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
  const judgement = refuse(contract, first.code, first.occurrence);
  judgement.reasons.push(...rest.map(({ code, occurrence }) => finding(contract, code, occurrence)));
  return judgement;
}
