/** Examines a captured request without a server. */
import { type Config, loadBundle, type Operation, type Profile, readContract } from '@pushspec/contract';
import type { SigningKey } from './case.ts';
import { doctorContext, withoutTolerated } from './context.ts';
import {
  type Cause,
  type Difference,
  diagnoseContentMd5,
  diagnoseSignature,
  type ReceivedRequest,
} from './doctor.ts';
import { type Signer, signerOf } from './signature.ts';

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

const contracts = new Map<Profile, ReturnType<typeof readContract>>();

/** Reads each profile once: the signer of an operation is kept by the operation. */
function contractOf(profile: Profile) {
  const vendor = 'cloudmonitor';
  const contract = contracts.get(profile) ?? readContract(loadBundle(vendor, profile), { vendor, profile });
  contracts.set(profile, contract);
  return contract;
}

export function examineCloudMonitor({ request, keys, profile = 'documented', nowMs }: Examination): Report {
  const { document, operations } = contractOf(profile);
  const [operation] = operations as [Operation];
  const { authorization } = request.headers;
  const diagnosis = diagnoseSignature({ request, keys, nowMs, ...doctorContext({ document, operation }) });
  const { causes, stringToSign, difference } = diagnosis;
  const remaining = withoutTolerated(operation, causes);
  const isSigned = diagnosis.isRight || (causes.length > 0 && remaining.length === 0);
  const md5 = examineMd5(request, signerOf(operation));
  const md5Causes = withoutTolerated(operation, md5.causes);
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
