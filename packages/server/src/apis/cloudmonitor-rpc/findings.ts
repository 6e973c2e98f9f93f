/** Turns the doctor's diagnosis into warnings of the verdict. */
import type { AccessKey } from '@pushspec/contract';
import type { ReasonCode } from '@pushspec/contract/cloudmonitor-rpc';
import { diagnoseRpc, type NonceUse, nonceCause, rpcContext } from '@pushspec/doctor/cloudmonitor-rpc';
import type { Contract } from '../../contract/contract.ts';
import { finding, refuse } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import type { Check } from '../../pipeline/step.ts';
import type { Evaluation, Finding } from '../../pipeline/verdict.ts';
import { mistakeFinding } from '../mistake.ts';
import { signingOf } from './authenticate.ts';

export interface FindingsOptions {
  readonly contract: Contract;
  readonly keys: readonly AccessKey[];
  readonly clock: () => number;
  /** Seconds that a timestamp may differ from the clock. 0: any. */
  readonly skewSeconds: number;
  /** Receives errors of the doctor, which must never affect the response. */
  readonly onError: (error: unknown) => void;
}

/** Adds the doctor's findings to the rejections of checks. */
export function explainedBy(options: FindingsOptions) {
  return <Caller>(check: Check<Caller>): Check<Caller> =>
    (exchange) => {
      const withFindings = (evaluation: Evaluation | undefined) =>
        evaluation && explained(evaluation, exchange, options);
      const evaluation = check(exchange);
      return evaluation instanceof Promise ? evaluation.then(withFindings) : withFindings(evaluation);
    };
}

function explained(evaluation: Evaluation, exchange: Exchange, options: FindingsOptions): Evaluation {
  try {
    const warnings = authenticationFindings(evaluation, exchange, options);
    return { ...evaluation, warnings: [...evaluation.warnings, ...warnings] };
  } catch (error) {
    options.onError(error);
    return evaluation;
  }
}

/** Explains why a request is not authenticated: a proven cause, the first part that differs, or that neither is known. */
function authenticationFindings(
  { refusal }: Evaluation,
  exchange: Exchange,
  { contract, keys, clock, skewSeconds }: FindingsOptions,
): Finding[] {
  const { operation } = contract;
  // A parameter that cannot be decoded is the mistake itself.
  if (refusal?.code === operation.reasons['malformed-parameters']) return [];
  const { method, headers, rawHeaders, bytes, signed } = exchange;
  const diagnosis = diagnoseRpc({
    request: { method, headers, rawHeaders, bytes, target: signed.target },
    ...{ keys, nowMs: clock(), limitSeconds: skewSeconds },
    context: rpcContext(contract, operation),
  });
  const { causes, difference, stringToSign, canonicalRequest } = diagnosis;
  if (causes.length > 0)
    return causes.map((cause) => mistakeFinding(contract, 'signature-diagnosis' satisfies ReasonCode, cause));
  const { acs3, rpcV1 } = signingOf(contract);
  const mismatches = [acs3?.signature.reason, rpcV1?.signature.reason];
  if (!refusal || !mismatches.includes(refusal.code) || stringToSign === undefined) return [];
  if (difference) {
    const shown = (part: string | undefined) => (part === undefined ? 'nothing' : JSON.stringify(part));
    const { part, server, caller } = difference;
    const parameters = { part, server: shown(server), caller: shown(caller) };
    return [finding(contract, 'string-to-sign-difference' satisfies ReasonCode, { parameters })];
  }
  const parameters = { text: JSON.stringify(canonicalRequest ?? stringToSign) };
  return [finding(contract, 'signature-unexplained' satisfies ReasonCode, { parameters })];
}

/** Rejects a nonce that was used before, and explains how that may have happened. */
export function refuseNonce(contract: Contract, use: NonceUse): Evaluation {
  const evaluation = refuse(contract, signingOf(contract).nonces.reason);
  const warning = mistakeFinding(contract, 'signature-diagnosis' satisfies ReasonCode, nonceCause(use));
  return { ...evaluation, warnings: [...evaluation.warnings, warning] };
}
