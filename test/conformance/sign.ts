/** Adapts the client's signer to the suite. */
import { sign as signRequest } from '@pushspec/client/cloudmonitor';
import type { Sign } from '@pushspec/conformance';

export const sign: Sign = ({ method, target, headers, secret }) =>
  signRequest({
    method,
    requestTarget: target,
    headers,
    // The digest is already in the headers or missing on purpose.
    body: new Uint8Array(),
    accessKeyId: '',
    accessKeySecret: secret,
  }).signature;
