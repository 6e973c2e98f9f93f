/** Signs requests to CloudMonitor's RPC API for other tools, with ACS3. */
import {
  type CloudMonitorCredentials,
  signedHeaderNames,
  signedHeaders,
} from '@pushspec/client/cloudmonitor-rpc';
import { namedValue, sentParameters } from '@pushspec/contract';
import { limits, rpc } from '@pushspec/contract/cloudmonitor-rpc';
import type { Signer, SignerInput, Signing } from './api.ts';
import { usableSigner } from './cloudmonitor-signing.ts';
import type { CredentialSource } from './credentials.ts';

const { method, path, mediaType, maxBodyBytes } = limits.putCustomEvent;
const { action, version } = rpc.putCustomEvent;

/** Percent-encoding takes three bytes for one. */
const ENCODED_FACTOR = 3;

export function cloudMonitorRpcSigning(
  credentialsOf: (source: CredentialSource) => CloudMonitorCredentials,
): Signing {
  return {
    operation: { method, path },
    signer: (source) => usableSigner(cloudMonitorRpcSigner(credentialsOf(source)), source),
  };
}

export function cloudMonitorRpcSigner(credentials: CloudMonitorCredentials): Signer {
  const { accessKeyId, accessKeySecret, securityToken } = credentials;
  return {
    keyId: accessKeyId,
    secrets: [accessKeySecret, securityToken ?? ''],
    token: securityToken,
    headerNames: signedHeaderNames,
    maxBodyBytes: maxBodyBytes * ENCODED_FACTOR,
    async sign(request) {
      const url = request.url.startsWith('/') ? `http://${request.host}${request.url}` : request.url;
      const headers = { ...namingHeaders(request), ...request.headers };
      const signed = await signedHeaders({ ...request, url, headers, credentials });
      return {
        headers: signed.headers,
        stringToSign: `${signed.canonicalRequest}\n\n${signed.stringToSign}`,
      };
    },
  };
}

/** Returns the headers that name the action and the version, as the parameters of the request do. */
function namingHeaders({ url, headers = {}, body }: SignerInput): Record<string, string> {
  const type = headers['content-type'] ?? mediaType;
  const bytes = new Uint8Array(body);
  const sent = sentParameters({ target: url, headers: { 'content-type': type }, bytes });
  return Object.fromEntries(
    [action, version].flatMap((naming) => {
      const value = namedValue(rpc.putCustomEvent, naming, sent);
      return value === undefined ? [] : [[naming.header, value] as const];
    }),
  );
}
