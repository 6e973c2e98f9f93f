/** What had to be signed in a recorded request, and what the doctor says about its signature. */
import type { Profile } from '@pushspec/contract';
import { examineCloudMonitor, type Report, type SigningKey } from '@pushspec/doctor';
import type { Mask } from '../../mask.ts';
import type { StoredRecord } from '../../store/store.ts';

export interface SignatureReportOptions {
  keys: readonly SigningKey[];
  profile: Profile;
  /** Hides what repeats the request. */
  mask: Mask;
}

export function signatureReport(
  { verdict, request }: StoredRecord,
  { keys, profile, mask }: SignatureReportOptions,
): Report {
  const report = examineCloudMonitor({
    request: { ...request, bytes: Buffer.from(request.body) },
    keys,
    profile,
    nowMs: Date.parse(verdict.receivedAt),
  });
  return maskedReport(report, mask);
}

/** Only what repeats the request; all else is the doctor's own. */
function maskedReport({ causes, stringToSign, difference, ...report }: Report, mask: Mask): Report {
  const line = (text: string | undefined) => (text === undefined ? undefined : mask(text));
  return {
    ...report,
    causes: causes.map((cause) => ({ ...cause, cause: mask(cause.cause) })),
    ...(stringToSign !== undefined && { stringToSign: mask(stringToSign) }),
    ...(difference && {
      difference: { ...difference, server: line(difference.server), caller: line(difference.caller) },
    }),
  };
}
