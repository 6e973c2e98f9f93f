/** Signs a request again, with a configured key, the server's clock and a new nonce. */
import { createHash, randomUUID } from 'node:crypto';
import { type AccessKey, percentEncoded, sentParameters } from '@pushspec/contract';
import {
  acs3Authorization,
  acs3Signature,
  acs3StringToSign,
  canonicalRequest,
  headersToSign,
  queryPairs,
  schemeOf,
  timestampAt,
  v1Signature,
  v1StringToSign,
} from '@pushspec/doctor/cloudmonitor-rpc';
import type { Contract } from '../../contract/contract.ts';
import type { StoredRequest } from '../../store/store.ts';
import { gatewayOf } from './authenticate.ts';
import { namedKey } from './named.ts';

interface SignOptions {
  contract: Contract;
  key: AccessKey;
  nowMs: number;
}

/** Returns the request with a new signature by the same key and scheme, or unchanged if no configured key has its id. */
export function replayed(
  request: StoredRequest,
  { contract, keys, nowMs }: { contract: Contract; keys: readonly AccessKey[]; nowMs: number },
): StoredRequest {
  const { schemes, rpc } = gatewayOf(contract);
  const parts = { ...request, bytes: Buffer.from(request.body) };
  const [id] = namedKey(contract, parts);
  const key = keys.find(({ accessKeyId }) => accessKeyId === id);
  const scheme = schemeOf(schemes, rpc, sentParameters(parts));
  if (!key || scheme === undefined) return request;
  const options = { contract, key, nowMs };
  return scheme === 'acs3' ? signedWithAcs3(request, options) : signedWithV1(request, options);
}

/** Returns the request signed with ACS3. Header names are in lower case. */
export function signedWithAcs3(request: StoredRequest, { contract, key, nowMs }: SignOptions): StoredRequest {
  const { acs3, rpc } = gatewayOf(contract);
  const { fields, selectedBy } = acs3;
  const { action, version } = rpc;
  const digest = createHash(acs3.algorithm.hash).update(request.body).digest('hex');
  const named = [action, version].flatMap((one) => (one?.header ? [[one.header, one.value]] : []));
  const temporary =
    key.securityToken === undefined
      ? []
      : [
          [fields.securityToken.name, key.securityToken],
          ...(fields.securityTokenKeyId ? [[fields.securityTokenKeyId.name, key.accessKeyId]] : []),
        ];
  const own = [
    ...named,
    [fields.timestamp.name, timestampAt(nowMs)],
    [fields.nonce.name, randomUUID()],
    [fields.digest.name, digest],
    ...temporary,
  ] as [string, string][];
  const headers: Record<string, string> = {
    ...request.headers,
    ...Object.fromEntries(own.map(([name, value]) => [name.toLowerCase(), value])),
  };
  const signedHeaders = headersToSign(acs3, headers);
  const query = queryPairs(queryOf(request.target)) ?? [];
  const canonical = canonicalRequest(
    acs3,
    { method: request.method, query, headers, bytes: request.body },
    signedHeaders,
  );
  const signature = acs3Signature(acs3, acs3StringToSign(acs3, canonical), key.accessKeySecret);
  const { accessKeyId } = key;
  headers[selectedBy.name.toLowerCase()] = acs3Authorization(acs3, { accessKeyId, signedHeaders, signature });
  return { ...request, headers };
}

/** Returns the request with the parameters of version 1 replaced, where they are. */
function signedWithV1(request: StoredRequest, { contract, key, nowMs }: SignOptions): StoredRequest {
  const { rpcV1, rpc } = gatewayOf(contract);
  const { fields, selectedBy } = rpcV1;
  const fresh = new Map([
    [fields.timestamp.name, timestampAt(nowMs)],
    [fields.nonce.name, randomUUID()],
  ]);
  const bytes = Buffer.from(request.body);
  const { query, form } = sentParameters({ ...request, bytes });
  const renewed = (text: string | undefined, values: ReadonlyMap<string, string>) =>
    (queryPairs(text) ?? []).map(([name, value]) => [name, values.get(name) ?? value] as const);
  const parts = [renewed(query, fresh), renewed(form, fresh)];
  const text = v1StringToSign(rpcV1, request.method, parts.flat());
  const signature = v1Signature(rpcV1, text, key.accessKeySecret);
  const [newQuery, newForm] = parts.map((pairs) =>
    pairs
      .map(([name, value]) => [name, name === selectedBy.name ? signature : value] as const)
      .map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`)
      .join('&'),
  );
  const [path = rpc.action.value] = request.target.split('?', 1);
  return {
    ...request,
    target: query === undefined ? path : `${path}?${newQuery}`,
    body: form === undefined ? request.body : Buffer.from(newForm ?? ''),
  };
}

function queryOf(target: string): string | undefined {
  const mark = target.indexOf('?');
  return mark < 0 ? undefined : target.slice(mark + 1);
}
