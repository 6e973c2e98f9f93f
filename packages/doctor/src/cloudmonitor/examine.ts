/** Examines a captured request without a server. */
import { type Config, loadBundle, type Operation, type Profile, readContract } from '@pushspec/contract';
import type { ReceivedRequest } from '../raw-request.ts';
import type { Check, Examination, Report } from '../report.ts';
import type { SigningKey } from '../search/attempt.ts';
import { doctorContext, withoutTolerated } from './context.ts';
import { dateCause } from './date.ts';
import { type Cause, diagnoseContentMd5, diagnoseSignature } from './doctor.ts';
import { type Signer, signerOf } from './signature.ts';

const contracts = new Map<Profile, ReturnType<typeof readContract>>();

/** Returns the contract of a profile. Reads it once, because signers are cached per operation. */
function contractOf(profile: Profile) {
  const api = 'cloudmonitor';
  const contract = contracts.get(profile) ?? readContract(loadBundle(api, profile), { api, profile });
  contracts.set(profile, contract);
  return contract;
}

export interface UploadExamination extends Examination {
  /**
   * Whether the request was received at `nowMs`. If not, only a Date later than that is called wrong.
   * @default false
   */
  isReceivedNow?: boolean;
}

/** Examines the signature, the Date and the digest of a captured request. */
export function examineCloudMonitor({
  request,
  keys,
  profile = 'documented',
  nowMs,
  isReceivedNow = false,
}: UploadExamination): Report {
  const { document, operations } = contractOf(profile);
  const [operation] = operations as [Operation];
  const { authorization, date } = request.headers;
  const diagnosis = diagnoseSignature({ request, keys, nowMs, ...doctorContext({ document, operation }) });
  const { causes, stringToSign, callerString, difference } = diagnosis;
  const remaining = withoutTolerated(operation, causes);
  const isSigned = diagnosis.isRight || (causes.length > 0 && remaining.length === 0);
  const md5 = examineMd5(request, signerOf(operation));
  const md5Causes = withoutTolerated(operation, md5.causes);
  const isDigestRight = md5.check === 'wrong' && md5.causes.length > 0 && md5Causes.length === 0;
  const limitSeconds = operation.limits.clockSkew?.value ?? 0;
  const wrongDate =
    date === undefined ? undefined : dateCause(date, { nowMs, limitSeconds, isCapture: !isReceivedNow });
  return {
    signature: authorization === undefined ? 'absent' : isSigned ? 'right' : 'wrong',
    digest: { header: signerOf(operation).rules.digestHeader, check: isDigestRight ? 'right' : md5.check },
    isKeyKnown: stringToSign !== undefined,
    causes: [...(wrongDate ? [wrongDate] : []), ...remaining, ...md5Causes],
    ...(stringToSign !== undefined && { stringToSign }),
    ...(callerString !== undefined && !isSigned && { callerString }),
    ...(difference && !isSigned && { difference }),
  };
}

function examineMd5(request: ReceivedRequest, signer: Signer): { check: Check; causes: Cause[] } {
  const given = request.headers[signer.digestHeader];
  if (given === undefined) return { check: request.bytes.length === 0 ? 'right' : 'absent', causes: [] };
  const { causes, isRight } = diagnoseContentMd5(request, signer);
  return { check: isRight ? 'right' : 'wrong', causes };
}

/** Returns the keys of all accounts in a configuration. */
export function signingKeys({ cloudmonitor }: Config): SigningKey[] {
  return cloudmonitor.accounts.flatMap(({ keys }) => keys);
}
