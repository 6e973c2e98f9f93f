/** Examines a captured request to the RPC gateway without a server. */
import { loadBundle, namedOperation, type Profile, readContract, sentParameters } from '@pushspec/contract';
import type { ReceivedRequest } from '../raw-request.ts';
import type { Examination, Report } from '../report.ts';
import { namedKeyId } from './authorization.ts';
import { rpcContext } from './context.ts';
import { diagnoseRpc, type RpcDiagnosis } from './doctor.ts';

const contracts = new Map<Profile, ReturnType<typeof readContract>>();

/** Returns the contract of a profile, which is read once. */
function contractOf(profile: Profile) {
  const api = 'cloudmonitor-rpc';
  const contract = contracts.get(profile) ?? readContract(loadBundle(api, profile), { api, profile });
  contracts.set(profile, contract);
  return contract;
}

export interface RpcExamination extends Examination {
  /**
   * Whether the request was received at `nowMs`. If not, only a timestamp later than that is called wrong.
   * @default false
   */
  isReceivedNow?: boolean;
}

/** Examines the signature, the timestamp and the digest of a captured request. */
export function examineCloudMonitorRpc({
  request,
  keys,
  profile = 'documented',
  nowMs,
  isReceivedNow = false,
}: RpcExamination): Report {
  const contract = contractOf(profile);
  const [first] = contract.operations;
  const operation = namedOperation(contract.operations, sentParameters(request)) ?? first;
  if (!operation) throw new Error('the contract has no operation');
  const limitSeconds = operation.limits.clockSkew?.value ?? 0;
  const context = rpcContext(contract, operation);
  const diagnosis = diagnoseRpc({ request, keys, nowMs, limitSeconds, isCapture: !isReceivedNow, context });
  return reportOf(diagnosis, context.schemes.acs3?.fields.digest.name ?? '');
}

/** Returns the id of the key that a captured request names, valid or not, or `undefined`. */
export function rpcKeyIdOf(request: ReceivedRequest, profile: Profile = 'documented'): string | undefined {
  const [operation] = contractOf(profile).operations;
  const { acs3, rpcV1 } = operation?.signingSchemes ?? {};
  return acs3 && rpcV1 && operation?.rpc && namedKeyId({ acs3, rpcV1 }, operation.rpc, request);
}

function reportOf(
  { scheme, isRight, isDigestRight, causes, ...strings }: RpcDiagnosis,
  header: string,
): Report {
  const digest = isDigestRight === undefined ? 'absent' : isDigestRight ? 'right' : 'wrong';
  return {
    signature: scheme === undefined ? 'absent' : isRight && causes.length === 0 ? 'right' : 'wrong',
    ...(scheme === 'acs3' && { digest: { header, check: digest } }),
    isKeyKnown: strings.stringToSign !== undefined,
    causes,
    ...strings,
  };
}
