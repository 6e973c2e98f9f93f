/** CloudMonitor's signature and its diagnosis: what a server needs of them. */
export { doctorContext, type SignedOperation, withoutTolerated } from './context.ts';
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
