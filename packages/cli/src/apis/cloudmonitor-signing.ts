/** Signs requests for other tools with a CloudMonitor key. */
import {
  type CloudMonitorCredentials,
  sign,
  signedHeaderNames,
  signedHeaders,
} from '@pushspec/client/cloudmonitor';
import { limits } from '@pushspec/contract/cloudmonitor';
import { CommandFailure, EXIT } from '../failure.ts';
import type { Signer, Signing } from './api.ts';
import type { CredentialSource } from './credentials.ts';

const { method, path, maxBodyBytes } = limits.uploadCustomEvents;

export function cloudMonitorSigning(
  credentialsOf: (source: CredentialSource) => CloudMonitorCredentials,
): Signing {
  return {
    operation: { method, path },
    signer: (source) => usableSigner(cloudMonitorSigner(credentialsOf(source)), source),
    signature({ method, target, headers, secret }) {
      const input = { method, requestTarget: target, headers, body: new Uint8Array() };
      return sign({ ...input, accessKeyId: '', accessKeySecret: secret }).signature;
    },
  };
}

/** Returns the signer. Rejects if its key cannot be sent in a header. */
export async function usableSigner(signer: Signer, source: CredentialSource): Promise<Signer> {
  try {
    await signer.sign({ method: 'POST', url: source.url, body: new Uint8Array() });
    return signer;
  } catch (cause) {
    const origin = source.config ? 'the configuration' : 'the environment';
    throw new CommandFailure(EXIT.credentials, `${(cause as Error).message}: correct it in ${origin}`, {
      cause,
    });
  }
}

export function cloudMonitorSigner(credentials: CloudMonitorCredentials): Signer {
  const { accessKeyId, accessKeySecret, securityToken } = credentials;
  return {
    keyId: accessKeyId,
    secrets: [accessKeySecret, securityToken ?? ''],
    token: securityToken,
    headerNames: signedHeaderNames,
    maxBodyBytes,
    sign: async (request) => signedHeaders({ ...request, credentials }),
  };
}
