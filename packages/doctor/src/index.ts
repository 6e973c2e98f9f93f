/** Finds the mistake in a captured request whose signature does not match. */
export {
  type Cause,
  type Difference,
  type ReceivedRequest,
  type SigningKey,
  STRING_TO_SIGN_HEADER,
} from './cloudmonitor/doctor.ts';
export {
  type Check,
  type Examination,
  examineCloudMonitor,
  type Report,
  signingKeys,
} from './cloudmonitor/examine.ts';
export { RawRequestError, readRawRequest } from './cloudmonitor/raw-request.ts';
