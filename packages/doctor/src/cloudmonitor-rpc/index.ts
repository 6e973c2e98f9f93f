/**
 * Computes and diagnoses signatures of CloudMonitor's RPC API in a server.
 *
 * @example
 * ```js
 * import { loadBundle, readContract } from '@pushspec/contract';
 * import { joinedV1Parts, v1Parts } from '@pushspec/doctor/cloudmonitor-rpc';
 *
 * const api = 'cloudmonitor-rpc';
 * const profile = 'documented';
 * const [operation] = readContract(loadBundle(api, profile), { api, profile }).operations;
 * const parameters = [['Version', '2019-01-01'], ['Action', 'PutCustomEvent']];
 * console.log(joinedV1Parts(v1Parts(operation.signingSchemes.rpcV1, 'POST', parameters)));
 * ```
 * ```text
 * POST&%2F&Action%3DPutCustomEvent%26Version%3D2019-01-01
 * ```
 */
export { namedKeyId } from './authorization.ts';
export { rpcContext } from './context.ts';
export { diagnoseRpc, type RpcContext, type RpcDiagnosis, type RpcDoctorOptions } from './doctor.ts';
export { type NonceUse, nonceCause } from './nonce.ts';
export * from './signature.ts';
export { type ClockFacts, parseTimestamp, timestampAt, timestampCause } from './timestamp.ts';
