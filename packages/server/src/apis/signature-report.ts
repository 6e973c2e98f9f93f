/** Reports the expected string to sign of a recorded request and the doctor's diagnosis of its signature. */
import type { Profile } from '@pushspec/contract';
import type { Examination, Report, SigningKey } from '@pushspec/doctor';
import type { Mask } from '../mask.ts';
import type { StoredRecord } from '../store/store.ts';

export interface SignatureReportOptions {
  /** Examines requests to the API. */
  examine: (examination: Examination) => Report;
  keys: readonly SigningKey[];
  profile: Profile;
  /** Hides secrets in strings from the request. */
  mask: Mask;
}

/** Returns the report on the signature of a recorded request. */
export function signatureReport(
  { verdict, request }: StoredRecord,
  { examine, keys, profile, mask }: SignatureReportOptions,
): Report {
  const report = examine({
    request: { ...request, bytes: Buffer.from(request.body) },
    keys,
    profile,
    nowMs: Date.parse(verdict.receivedAt),
  });
  return maskedReport(report, mask);
}

/** Masks only the strings that come from the request. The rest is the doctor's own wording. */
function maskedReport(report: Report, mask: Mask): Report {
  const { causes, stringToSign, canonicalRequest, callerString, difference, ...rest } = report;
  const part = (text: string | undefined) => (text === undefined ? undefined : mask(text));
  return {
    ...rest,
    causes: causes.map((cause) => ({ ...cause, cause: mask(cause.cause) })),
    ...(stringToSign !== undefined && { stringToSign: mask(stringToSign) }),
    ...(canonicalRequest !== undefined && { canonicalRequest: mask(canonicalRequest) }),
    ...(callerString !== undefined && { callerString: mask(callerString) }),
    ...(difference && {
      difference: { ...difference, server: part(difference.server), caller: part(difference.caller) },
    }),
  };
}
