/** Signs a CloudMonitor request again, with a configured key and the server's clock. */
import type { AccessKey } from '@pushspec/contract';
import type { Signer } from '@pushspec/doctor/cloudmonitor';
import type { StoredRequest } from '../../store/store.ts';

/** Returns the request with a new Date, the digest of its body, and a new signature. Header names are in lowercase. */
export function reSigned(
  request: StoredRequest,
  { signer, key, nowMs }: { signer: Signer; key: AccessKey; nowMs: number },
): StoredRequest {
  const { method, target, body } = request;
  const headers: Record<string, string> = { ...request.headers, date: new Date(nowMs).toUTCString() };
  if (body.byteLength > 0) headers[signer.digestHeader] = signer.contentMd5Of(body);
  const mark = target.indexOf('?');
  const [path, query] = mark < 0 ? [target, undefined] : [target.slice(0, mark), target.slice(mark + 1)];
  const signature = signer.signatureOf(
    signer.stringToSign({ method, path, query, headers }),
    key.accessKeySecret,
  );
  const authorization = signer.authorizationOf(key.accessKeyId, signature);
  return { ...request, headers: { ...headers, authorization } };
}

/**
 * Returns the request with a new signature by the same key, because a signature is valid only for its Date.
 * Returns it unchanged if no key has its id.
 */
export function replayed(
  request: StoredRequest,
  { signer, keys, nowMs }: { signer: Signer; keys: readonly AccessKey[]; nowMs: number },
): StoredRequest {
  const authorization = request.headers.authorization?.trim() ?? '';
  const accessKeyId = authorization.slice(0, authorization.lastIndexOf(signer.rules.keySeparator));
  const key = keys.find((candidate) => candidate.accessKeyId === accessKeyId);
  return key ? reSigned(request, { signer, key, nowMs }) : request;
}
