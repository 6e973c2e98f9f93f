/** The doctor of the RPC gateway: explains why a request is not authenticated. */
import {
  type Acs3Scheme,
  decodedParameters,
  parameterOf,
  type Rpc,
  type RpcV1Scheme,
  type SchemeName,
  type SigningSchemes,
  sentParameters,
} from '@pushspec/contract';
import type { ReceivedRequest } from '../raw-request.ts';
import { type Cause, cause, hmac, type SigningKey } from '../search/attempt.ts';
import type { Difference } from '../search/caller-string.ts';
import { findCauses, findDigestCauses } from '../search/find-causes.ts';
import { acs3Catalog, acs3Kind } from './acs3.ts';
import { fixedFieldCauses, namedKey, otherKeyCause, readAuthorization } from './authorization.ts';
import { type Acs3Case, acs3Case, bodyDigest, type RpcCaseOptions, type V1Case, v1Case } from './case.ts';
import { compared } from './comparison.ts';
import { digestKind, otherBodies } from './mistakes/digest.ts';
import { HEADER_NOT_SENT } from './mistakes/other-values.ts';
import { v1Catalog, v1Kind } from './rpc-v1.ts';
import { headersToSign, schemeOf } from './signature.ts';
import { type ClockFacts, timestampCause } from './timestamp.ts';

/** The facts of the contract that the doctor needs. */
export interface RpcContext {
  readonly rpc: Rpc;
  /** All operations of the gateway. */
  readonly operations: readonly Rpc[];
  readonly schemes: SigningSchemes;
  /** Addresses of the real service. */
  readonly servers: readonly string[];
}

export interface RpcDoctorOptions extends ClockFacts {
  readonly request: ReceivedRequest;
  readonly keys: readonly SigningKey[];
  readonly context: RpcContext;
}

/** The diagnosis of a request. It contains no secret. */
export interface RpcDiagnosis {
  /** Absent if the request is not signed. */
  readonly scheme?: SchemeName;
  /** Whether the signature is correct for the request as it was received. */
  readonly isRight: boolean;
  /** Empty if nothing is wrong, or no known mistake fits. */
  readonly causes: readonly Cause[];
  /** The string to sign; absent if the key is unknown. */
  readonly stringToSign?: string;
  /** The canonical request, whose digest is in the string to sign of ACS3. */
  readonly canonicalRequest?: string;
  /** What the caller built instead: sent in a header, or reproduced by a cause. */
  readonly callerString?: string;
  readonly difference?: Difference;
  /** Whether the digest of the body is correct; absent if the scheme has none or it is not sent. */
  readonly isDigestRight?: boolean;
}

/** Explains why a request is not authenticated. Takes up to a few thousand HMACs, so call it only for a refused request. */
export function diagnoseRpc(options: RpcDoctorOptions): RpcDiagnosis {
  const { request, context } = options;
  const { acs3, rpcV1 } = context.schemes;
  if (!acs3 || !rpcV1) throw new Error('the contract lacks a signing scheme');
  const scheme = schemeOf(context.schemes, context.rpc, sentParameters(request));
  const authorization = request.headers[acs3.selectedBy.name.toLowerCase()];
  if (scheme === 'acs3' || (scheme === undefined && authorization !== undefined))
    return diagnoseAcs3(options, { acs3, rpcV1 });
  return diagnoseV1(options, rpcV1);
}

function caseOptions(
  { request, context, nowMs, keys }: RpcDoctorOptions,
  key: SigningKey,
  rpcV1: RpcV1Scheme,
): RpcCaseOptions {
  const { rpc, operations, servers } = context;
  return {
    request,
    key,
    otherKeys: keys.filter((other) => other !== key),
    rpc,
    operations,
    rpcV1,
    servers,
    nowMs,
  };
}

function diagnoseAcs3(
  options: RpcDoctorOptions,
  { acs3, rpcV1 }: { acs3: Acs3Scheme; rpcV1: RpcV1Scheme },
): RpcDiagnosis {
  const { request, keys } = options;
  const { headers, bytes } = request;
  const { fields, selectedBy } = acs3;
  const reading = readAuthorization(acs3, headers[selectedBy.name.toLowerCase()] ?? '');
  if (!reading) return { scheme: 'acs3', isRight: false, causes: [cause(NO_PARTS, selectedBy.name)] };
  const { signature, signedHeaders } = reading;
  const timestamp = headers[fields.timestamp.name];
  const clock =
    timestamp === undefined ? undefined : timestampCause(fields.timestamp.name, timestamp, options);
  const before = [...reading.causes, ...(clock ? [clock] : []), ...notListed(acs3, request, signedHeaders)];
  const given = headers[fields.digest.name]?.trim();
  const right = bodyDigest(acs3, bytes);
  const isDigestRight = given?.toLowerCase() === right;
  const digest = isDigestRight ? undefined : given;
  const prepared = (key: SigningKey) =>
    acs3Case(caseOptions(options, key, rpcV1), acs3, { signedHeaders, digest });
  const named = namedKey(reading.accessKeyId, keys, selectedBy.name);
  if (!named)
    return {
      scheme: 'acs3',
      ...diagnoseUnknownKey(options, {
        ...{ prepared, signature, place: selectedBy.name },
        before: [...before, ...notSent(request, signedHeaders, [])],
      }),
    };
  const example = prepared(named.key);
  const digestCauses =
    given === undefined || isDigestRight
      ? []
      : findDigestCauses(bytes, given, { kind: digestKind(acs3), variants: otherBodies(example) });
  const found = searched(example, signature, (request) =>
    findCauses(request, signature, { kind: acs3Kind(acs3), catalog: acs3Catalog }),
  );
  const causes = [
    ...before,
    ...named.causes,
    ...(found.isRight ? [] : notSent(request, signedHeaders, found.causes)),
    ...withoutImplied(digestCauses, named.causes, found.causes),
  ];
  const shown =
    digest === undefined
      ? example
      : acs3Case(caseOptions(options, named.key, rpcV1), acs3, { signedHeaders });
  return {
    scheme: 'acs3',
    isRight: found.isRight,
    ...compared(shown, { keys, causes, signed: found.signed, isRight: found.isRight }),
    ...(given !== undefined && { isDigestRight }),
  };
}

const NO_PARTS = {
  code: 'authorization-malformed',
  cause: '{detail} has no signature that can be recognized',
  fix: 'Send ACS3-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=….',
};

/** Names headers that must be signed and are not listed. */
function notListed(acs3: Acs3Scheme, { headers }: ReceivedRequest, listed: readonly string[]): Cause[] {
  const missing = headersToSign(acs3, headers).filter((name) => !listed.includes(name));
  if (missing.length === 0 || listed.length === 0) return [];
  return [
    {
      code: 'header-not-listed',
      cause: `SignedHeaders lacks ${missing.join(', ')}`,
      fix: `List and sign host and every header that starts with ${acs3.signedHeaders.prefix}.`,
    },
  ];
}

/** Names headers that are listed but not sent, unless a cause already explains them. */
function notSent({ headers }: ReceivedRequest, listed: readonly string[], found: readonly Cause[]): Cause[] {
  const missing = listed.filter((name) => headers[name] === undefined);
  const isExplained = found.some(({ code }) => code === HEADER_NOT_SENT.code || code === 'header-left-out');
  return missing.length === 0 || isExplained ? [] : [cause(HEADER_NOT_SENT, missing.join(', '))];
}

function diagnoseV1(options: RpcDoctorOptions, rpcV1: RpcV1Scheme): RpcDiagnosis {
  const { request, keys, context } = options;
  const sent = sentParameters(request);
  const names = (decodedParameters(context.rpc, sent) ?? []).map(([name]) => name);
  const { fields, selectedBy } = rpcV1;
  const wanted = [selectedBy, ...Object.values(fields)].map(({ name }) => name);
  const misspelled = new Map(
    wanted.flatMap((name) => {
      const other = names.includes(name)
        ? undefined
        : names.find((one) => one.toLowerCase() === name.toLowerCase());
      return other === undefined ? [] : [[name, other] as const];
    }),
  );
  const fieldOf = (name: string) => parameterOf(context.rpc, misspelled.get(name) ?? name, sent);
  const written = fieldOf(selectedBy.name);
  const id = fieldOf(fields.accessKeyId.name);
  if (written === undefined && id === undefined) return { isRight: false, causes: [] };
  const timestamp = fieldOf(fields.timestamp.name);
  const clock =
    timestamp === undefined ? undefined : timestampCause(fields.timestamp.name, timestamp, options);
  const isSpaced = written !== undefined && /\S \S/.test(written);
  const signature = isSpaced ? written.replaceAll(' ', '+') : (written ?? '');
  const before = [
    ...[...misspelled].map(([name, other]) => nameCase(name, other)),
    ...fixedFieldCauses(rpcV1, fieldOf),
    ...(clock ? [clock] : []),
    ...(isSpaced ? [cause(NOT_ENCODED, selectedBy.name)] : []),
  ];
  const scheme = {
    ...rpcV1,
    selectedBy: { ...selectedBy, name: misspelled.get(selectedBy.name) ?? selectedBy.name },
  };
  const prepared = (key: SigningKey) => v1Case(caseOptions(options, key, rpcV1), scheme);
  const place = fields.accessKeyId.name;
  const named = namedKey(id ?? '', keys, place);
  if (!named)
    return { scheme: 'rpc-v1', ...diagnoseUnknownKey(options, { prepared, signature, place, before }) };
  const example = prepared(named.key);
  const found = searched(example, signature, (request) =>
    findCauses(request, signature, { kind: v1Kind(rpcV1), catalog: v1Catalog }),
  );
  const causes = [...before, ...named.causes, ...withoutImplied([], named.causes, found.causes)];
  return {
    scheme: 'rpc-v1',
    isRight: found.isRight && !isSpaced,
    ...compared(example, { keys, causes, signed: found.signed, isRight: found.isRight }),
  };
}

const NOT_ENCODED = {
  code: 'signature-not-encoded',
  cause: '{detail} is sent without percent-encoding, so + arrives as a space',
  fix: 'Percent-encode the signature as well: + as %2B, / as %2F and = as %3D.',
};

function nameCase(name: string, other: string): Cause {
  return {
    code: 'parameter-name-case',
    cause: `the parameter ${name} is sent as ${other}`,
    fix: `Send ${name}, spelled exactly like this, and sign this name.`,
  };
}

interface Searched {
  readonly isRight: boolean;
  readonly causes: readonly Cause[];
  readonly signed?: string;
}

function searched<Case extends Acs3Case | V1Case>(
  request: Case,
  signature: string,
  search: (request: Case) => { causes: Cause[]; signed?: string },
): Searched {
  if (isSignedBy(request, signature)) return { isRight: true, causes: [] };
  return { isRight: false, ...search(request) };
}

/** Whether a signature is the correct one of a request. */
function isSignedBy({ key, hash, hmacKey, text, scheme }: Acs3Case | V1Case, signature: string): boolean {
  const encoding = scheme.algorithm.encoding === 'base64' ? 'base64' : 'hex';
  return hmac(hash, hmacKey(key.accessKeySecret), text).toString(encoding) === signature;
}

/** Checks whether a known key signed a request that names no known key. */
function diagnoseUnknownKey(
  { keys }: RpcDoctorOptions,
  {
    prepared,
    signature,
    place,
    before,
  }: {
    prepared: (key: SigningKey) => Acs3Case | V1Case;
    signature: string;
    place: string;
    before: readonly Cause[];
  },
): Omit<RpcDiagnosis, 'scheme'> {
  for (const key of keys) {
    const request = prepared(key);
    if (!isSignedBy(request, signature)) continue;
    const causes = [...before, otherKeyCause(key, place)];
    return { isRight: false, ...compared(request, { keys, causes, isRight: false }) };
  }
  return { isRight: false, causes: before };
}

/** Removes causes that follow from others: a swapped key is signed with its id, and a wrong digest may be signed. */
function withoutImplied(digest: readonly Cause[], named: readonly Cause[], found: readonly Cause[]): Cause[] {
  const isSwapped = named.some(({ code }) => code === 'key-and-secret-swapped');
  return [...digest, ...found.filter(({ code }) => !(isSwapped && code === 'key-id-as-secret'))];
}
