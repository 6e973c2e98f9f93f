/**
 * Finds the mistake in a captured request with a wrong signature.
 *
 * @example
 * ```js
 * import { examineCloudMonitor, readRawRequest } from '@pushspec/doctor';
 *
 * const captured = [
 *   'POST /event/custom/upload HTTP/1.1',
 *   'Content-Type: application/json',
 *   'Date: Mon, 30 Nov 2026 08:00:00 GMT',
 *   'x-cms-ip: 192.0.2.1',
 *   'Authorization: key:secret',
 *   '',
 *   '[{"name":"deploy","content":"1.4"}]',
 * ].join('\r\n');
 * const { signature, causes } = examineCloudMonitor({
 *   request: readRawRequest(Buffer.from(captured)),
 *   keys: [{ accessKeyId: 'key', accessKeySecret: 'secret' }],
 *   nowMs: Date.UTC(2026, 10, 30, 8),
 * });
 * console.log(signature);
 * for (const { cause, fix } of causes) console.log(`${cause}. ${fix}`);
 * ```
 * ```text
 * wrong
 * Authorization contains the AccessKeySecret instead of the signature. Never send the secret, only sign with it. Replace this key, because its secret was sent in clear text.
 * ```
 */
export {
  type Cause,
  type Difference,
  type ReceivedRequest,
  type SigningKey,
  STRING_TO_SIGN_HEADER,
} from './cloudmonitor/doctor.ts';
export { examineCloudMonitor, signingKeys } from './cloudmonitor/examine.ts';
export { examineCloudMonitorRpc, rpcKeyIdOf } from './cloudmonitor-rpc/examine.ts';
export { RawRequestError, readRawRequest } from './raw-request.ts';
export type { Check, DigestCheck, Examination, Report } from './report.ts';
