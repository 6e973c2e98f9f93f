/** The doctor without the server: examines a captured request. Nothing here loads Express. */
import type { Config, Profile } from '@pushspec/contract';
import { contractOf } from './contract/contract.ts';
import type { SigningKey } from './vendors/cloudmonitor/doctor/case.ts';
import { doctorContext, withoutTolerated } from './vendors/cloudmonitor/doctor/findings.ts';
import {
  type Cause,
  type Difference,
  diagnoseContentMd5,
  diagnoseSignature,
  type ReceivedRequest,
} from './vendors/cloudmonitor/doctor/index.ts';
import { type Signer, signerOf } from './vendors/cloudmonitor/signature.ts';

export type { SigningKey } from './vendors/cloudmonitor/doctor/case.ts';
export type { Cause, Difference, ReceivedRequest } from './vendors/cloudmonitor/doctor/index.ts';
export { STRING_TO_SIGN_HEADER } from './vendors/cloudmonitor/doctor/index.ts';
export { RawRequestError, readRawRequest } from './vendors/cloudmonitor/doctor/raw-request.ts';

export interface Examination {
  request: ReceivedRequest;
  keys: readonly SigningKey[];
  /** @default 'documented' */
  profile?: Profile;
  /** Milliseconds since 1970; dates near to it are tried. */
  nowMs: number;
}

export type Check = 'right' | 'wrong' | 'absent';

/** What is found out about a captured request. It holds no secret. */
export interface Report {
  signature: Check;
  contentMd5: Check;
  /** False: the request names no key whose secret is known, and no mistake explains that. */
  isKeyKnown: boolean;
  /** Empty although something is wrong: no known mistake fits. */
  causes: Cause[];
  /** What has to be signed, line by line; absent where no key is known. */
  stringToSign?: string;
  /** Where the string to sign that the request carries along differs. */
  difference?: Difference;
}

export function examineCloudMonitor({ request, keys, profile = 'documented', nowMs }: Examination): Report {
  const contract = contractOf('cloudmonitor', profile);
  const { authorization } = request.headers;
  const diagnosis = diagnoseSignature({ request, keys, nowMs, ...doctorContext(contract) });
  const { causes, stringToSign, difference } = diagnosis;
  const remaining = withoutTolerated(contract, causes);
  const isSigned = diagnosis.isRight || (causes.length > 0 && remaining.length === 0);
  const md5 = examineMd5(request, signerOf(contract));
  const md5Causes = withoutTolerated(contract, md5.causes);
  const isDigestRight = md5.check === 'wrong' && md5.causes.length > 0 && md5Causes.length === 0;
  return {
    signature: authorization === undefined ? 'absent' : isSigned ? 'right' : 'wrong',
    contentMd5: isDigestRight ? 'right' : md5.check,
    isKeyKnown: stringToSign !== undefined,
    causes: [...remaining, ...md5Causes],
    ...(stringToSign !== undefined && { stringToSign }),
    ...(difference && !isSigned && { difference }),
  };
}

function examineMd5(request: ReceivedRequest, signer: Signer): { check: Check; causes: Cause[] } {
  const given = request.headers[signer.digestHeader];
  if (given === undefined) return { check: request.bytes.length === 0 ? 'right' : 'absent', causes: [] };
  const { causes, isRight } = diagnoseContentMd5(request, signer);
  return { check: isRight ? 'right' : 'wrong', causes };
}

/** All keys of a configuration, whichever account they belong to. */
export function signingKeys({ cloudmonitor }: Config): SigningKey[] {
  return cloudmonitor.accounts.flatMap(({ keys }) => keys);
}
