/** A request to the RPC gateway with a wrong signature, prepared for trying mistakes on it. */
import { createHash } from 'node:crypto';
import {
  type Acs3Scheme,
  decodedParameters,
  percentEncoded,
  type Rpc,
  type RpcV1Scheme,
  type SentParameters,
  sentParameters,
} from '@pushspec/contract';
import type { ReceivedRequest } from '../raw-request.ts';
import type { Attempt, Mistake, Signed, SigningKey } from '../search/attempt.ts';
import {
  acs3StringToSign,
  type CanonicalParts,
  canonicalParts,
  canonicalQuery,
  joinedParts,
  joinedV1Parts,
  type Pairs,
  queryPairs,
  type V1Parts,
  v1Key,
  v1Parts,
} from './signature.ts';

/** The request and the facts that both schemes need. */
export interface RpcCaseOptions {
  readonly request: ReceivedRequest;
  readonly key: SigningKey;
  readonly otherKeys: readonly SigningKey[];
  readonly rpc: Rpc;
  /** All operations of the gateway, for mistakes that mix them up. */
  readonly operations: readonly Rpc[];
  /** Names of the common parameters. */
  readonly rpcV1: RpcV1Scheme;
  /** Addresses of the real service. */
  readonly servers: readonly string[];
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

/** A request with the parameters that are signed. */
export interface RpcCase extends Signed, Omit<RpcCaseOptions, 'key' | 'otherKeys'> {
  readonly path: string;
  readonly sent: SentParameters;
  /** Decoded parameters that the scheme signs, in the order sent. */
  readonly pairs: Pairs;
  /** Whether a parameter belongs to the events. */
  isOfEvents(name: string): boolean;
  /** Returns an attempt that signs another query. @param again - encodes it once more, where the scheme does so */
  withQuery(query: string, detail?: string, again?: (text: string) => string): Attempt;
}

export interface V1Case extends RpcCase {
  readonly scheme: RpcV1Scheme;
  readonly parts: V1Parts;
}

export interface Acs3Case extends RpcCase {
  readonly scheme: Acs3Scheme;
  readonly parts: CanonicalParts;
  /** The correct canonical request. */
  readonly canonical: string;
}

export type RpcMistake = Mistake<RpcCase>;

function factsOf({ rpc, request, ...rest }: RpcCaseOptions) {
  const [path = ''] = request.target.split('?', 1);
  const lists = Object.keys(rpc.style ?? {});
  const isOfEvents = (name: string) => lists.includes(name.split('.', 1)[0] ?? '');
  const sent = sentParameters({ ...request, bytes: request.bytes });
  return { ...rest, rpc, request, path, sent, isOfEvents };
}

/** Prepares a request with a signature of version 1. Malformed parameters are left out. */
export function v1Case(options: RpcCaseOptions, scheme: RpcV1Scheme): V1Case {
  const base = factsOf(options);
  const decoded = decodedParameters(base.rpc, base.sent) ?? [];
  const pairs = decoded.filter(([name]) => name !== scheme.selectedBy.name);
  const parts = v1Parts(scheme, base.request.method, pairs);
  return {
    ...{ ...base, scheme, pairs, parts },
    text: joinedV1Parts(parts),
    hash: scheme.algorithm.hash,
    hmacKey: (secret) =>
      typeof secret === 'string' ? v1Key(secret) : Buffer.concat([secret, Buffer.from(v1Key(''))]),
    withQuery: (query, detail, again) => withV1Parts(parts, { query }, { detail, again }),
  };
}

/** Returns an attempt with some parts of the string to sign replaced. @param again - encodes the query once more */
export function withV1Parts(
  parts: V1Parts,
  change: Partial<V1Parts>,
  { detail, again }: { detail?: string | undefined; again?: ((text: string) => string) | undefined } = {},
): Attempt {
  const changed = { ...parts, ...change };
  const text =
    again === undefined
      ? joinedV1Parts(changed)
      : [changed.method, percentEncoded(changed.path), again(changed.query)].join('&');
  return { text, ...(detail !== undefined && { detail }) };
}

/**
 * Prepares a request with an ACS3 signature.
 * @param signedHeaders - names as listed in `Authorization`
 * @param digest - the digest of the body, if the caller signed a wrong one
 */
export function acs3Case(
  options: RpcCaseOptions,
  scheme: Acs3Scheme,
  { signedHeaders, digest }: { signedHeaders: readonly string[]; digest?: string | undefined },
): Acs3Case {
  const base = factsOf(options);
  const { method, headers, bytes } = base.request;
  const pairs = queryPairs(base.sent.query) ?? [];
  const right = canonicalParts(scheme, { method, query: pairs, headers, bytes }, signedHeaders);
  const parts = { ...right, digest: digest ?? right.digest };
  const canonical = joinedParts(parts);
  const withQuery: RpcCase['withQuery'] = (query, detail) =>
    withCanonicalParts({ scheme, parts }, { query }, detail);
  return {
    ...{ ...base, scheme, pairs, parts, canonical, withQuery },
    text: acs3StringToSign(scheme, canonical),
    hash: scheme.algorithm.hash,
    hmacKey: (secret) => secret,
  };
}

/** Returns an attempt with another canonical request. */
export function withCanonical({ scheme }: Pick<Acs3Case, 'scheme'>, built: string, detail?: string): Attempt {
  return { text: acs3StringToSign(scheme, built), built, ...(detail !== undefined && { detail }) };
}

/** Returns an attempt with some parts of the canonical request replaced. */
export function withCanonicalParts(
  request: Pick<Acs3Case, 'scheme' | 'parts'>,
  change: Partial<CanonicalParts>,
  detail?: string,
): Attempt {
  return withCanonical(request, joinedParts({ ...request.parts, ...change }), detail);
}

/** Returns an attempt that signs other parameters. */
export function withPairs(request: RpcCase, pairs: Pairs, detail?: string): Attempt {
  return request.withQuery(canonicalQuery(pairs), detail);
}

/** Returns the hexadecimal digest of a body. */
export function bodyDigest({ algorithm }: Acs3Scheme, bytes: string | Buffer): string {
  return createHash(algorithm.hash).update(bytes).digest('hex');
}

/** Compares parameters by the code units of their names. */
export function byName([a]: Pairs[number], [b]: Pairs[number]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
