/** The client's signer in the form in which the suite asks for signatures. */
import { sign as signRequest } from '@pushspec/client/cloudmonitor';
import type { Sign } from '@pushspec/conformance';

export const sign: Sign = ({ method, target, headers, secret }) =>
  signRequest({
    method,
    requestTarget: target,
    headers,
    // The digest is among the headers already, or is to be missing.
    body: new Uint8Array(),
    accessKeyId: '',
    accessKeySecret: secret,
  }).signature;
