/** Turns the doctor's diagnosis into warnings of the verdict. */
import type { ReasonCode as CloudMonitorCode } from '@pushspec/contract/cloudmonitor';
import {
  type DoctorOptions,
  dateCause,
  diagnoseContentMd5,
  diagnoseSignature,
  doctorContext,
  type ReceivedRequest,
  signerOf,
  withoutTolerated,
} from '@pushspec/doctor/cloudmonitor';
import type { Contract } from '../../contract/contract.ts';
import { finding } from '../../contract/findings.ts';
import type { Finding } from '../../pipeline/verdict.ts';
import { mistakeFinding } from '../mistake.ts';

/** Explains a wrong signature with proven causes, or else with the first different line, or else with the expected string to sign. */
export function signatureFindings(
  contract: Contract,
  options: Omit<DoctorOptions, 'prescribed' | 'servers' | 'signer'>,
): Finding[] {
  const diagnosis = diagnoseSignature({
    ...options,
    ...doctorContext({ document: contract.document, operation: contract.operation }),
  });
  const { difference, stringToSign } = diagnosis;
  const causes = withoutTolerated(contract.operation, diagnosis.causes);
  if (causes.length > 0)
    return causes.map((cause) =>
      mistakeFinding(contract, 'signature-diagnosis' satisfies CloudMonitorCode, cause),
    );
  if (difference) {
    const shown = (line: string | undefined) => (line === undefined ? 'no line' : JSON.stringify(line));
    const { line, part, server, caller } = difference;
    const parameters = { line, part, server: shown(server), caller: shown(caller) };
    return [finding(contract, 'string-to-sign-difference' satisfies CloudMonitorCode, { parameters })];
  }
  if (stringToSign === undefined) return [];
  const parameters = { text: JSON.stringify(stringToSign) };
  return [finding(contract, 'signature-unexplained' satisfies CloudMonitorCode, { parameters })];
}

/** Explains a Date in another layout, or too far from the clock. */
export function dateFindings(
  contract: Contract,
  date: string,
  clock: Parameters<typeof dateCause>[1],
): Finding[] {
  const cause = dateCause(date, clock);
  return cause ? [mistakeFinding(contract, 'date-diagnosis' satisfies CloudMonitorCode, cause)] : [];
}

/** Explains a Content-MD5 that does not match the body. */
export function contentMd5Findings(
  contract: Contract,
  request: Pick<ReceivedRequest, 'headers' | 'bytes' | 'rest'>,
): Finding[] {
  const causes = withoutTolerated(
    contract.operation,
    diagnoseContentMd5(request, signerOf(contract.operation)).causes,
  );
  if (causes.length > 0)
    return causes.map((cause) =>
      mistakeFinding(contract, 'content-md5-diagnosis' satisfies CloudMonitorCode, cause),
    );
  const parameters = { size: request.bytes.length };
  return [finding(contract, 'content-md5-unexplained' satisfies CloudMonitorCode, { parameters })];
}
