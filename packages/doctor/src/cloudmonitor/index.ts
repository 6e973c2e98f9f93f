/**
 * Computes and diagnoses CloudMonitor signatures in a server.
 *
 * @example
 * ```js
 * import { loadBundle, readContract } from '@pushspec/contract';
 * import { signerOf } from '@pushspec/doctor/cloudmonitor';
 *
 * const api = 'cloudmonitor';
 * const profile = 'documented';
 * const [operation] = readContract(loadBundle(api, profile), { api, profile }).operations;
 * const signer = signerOf(operation);
 * const headers = { date: 'Mon, 30 Nov 2026 08:00:00 GMT', 'x-cms-ip': '192.0.2.1' };
 * console.log(signer.stringToSign({ method: 'POST', path: '/event/custom/upload', headers }));
 * ```
 * ```text
 * POST
 *
 *
 * Mon, 30 Nov 2026 08:00:00 GMT
 * x-cms-ip:192.0.2.1
 * /event/custom/upload
 * ```
 */
export { doctorContext, type SignedOperation, withoutTolerated } from './context.ts';
export { dateCause } from './date.ts';
export {
  type Cause,
  type Difference,
  type DoctorOptions,
  diagnoseContentMd5,
  diagnoseSignature,
  type ReceivedRequest,
  type SigningKey,
  STRING_TO_SIGN_HEADER,
} from './doctor.ts';
export { parseHttpDate } from './http-date.ts';
export { type Signer, signerOf } from './signature.ts';
