/** Authenticates a request: version, key, timestamp, signature, security token and permission of the account. */
import {
  type AccessKey,
  type Account,
  type Config,
  decodedParameters,
  type NamedParameter,
  namedValue,
  parameterOf,
  type Rpc,
  reasonOfFault,
  type SentParameters,
  type SignedField,
  type SigningSchemes,
  safeEqual,
  sentParameters,
} from '@pushspec/contract';
import type { ReasonCode } from '@pushspec/contract/cloudmonitor-rpc';
import {
  acs3Signature,
  acs3StringToSign,
  canonicalRequest,
  headersToSign,
  parseAcs3Authorization,
  parseTimestamp,
  queryPairs,
  schemeOf,
  v1Signature,
  v1StringToSign,
} from '@pushspec/doctor/cloudmonitor-rpc';
import { type Contract, requestReason } from '../../contract/contract.ts';
import { type Occurrence, refuse } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import type { Check } from '../../pipeline/step.ts';
import { withMediaType } from '../../pipeline/unread-form.ts';
import type { Evaluation } from '../../pipeline/verdict.ts';

/** The account and key of a request, and the fields of its signature. */
export interface RpcCaller {
  account: Account;
  key: AccessKey;
  /** The signature as sent. */
  signature: string;
  nonce: string;
  /** Names of the signed headers, for ACS3. */
  signedHeaders: readonly string[];
  fields: ReadField;
}

/** Returns the value of a field of the signature, or `undefined` if it is absent or empty. */
type ReadField = (name: FieldName) => string | undefined;
type FieldName = 'timestamp' | 'nonce' | 'securityToken';

type CallerStep = Check<RpcCaller>;

export interface AuthenticateOptions {
  contract: Contract;
  config: Config['cloudmonitor'];
  clock: () => number;
}

/** Returns the signing schemes of an operation. Throws if the contract has none. */
export function signingOf({
  api,
  operation,
}: Contract): SigningSchemes & Required<Pick<SigningSchemes, 'acs3'>> {
  if (operation.signingSchemes) return operation.signingSchemes;
  throw new Error(`the contract of ${api} does not say how ${operation.id} is signed`);
}

/** Returns the schemes and the encoding of an operation. Throws if the contract has none. */
export function gatewayOf(contract: Contract) {
  const schemes = signingOf(contract);
  const { acs3, rpcV1 } = schemes;
  const { rpc } = contract.operation;
  if (!acs3 || !rpcV1 || !rpc) throw new Error(`the contract of ${contract.api} lacks a signing scheme`);
  return { schemes, acs3, rpcV1, rpc };
}

/** Returns the seconds that a timestamp may differ from the clock. 0: any. */
export function skewSecondsOf({ operation }: Contract, config: Config['cloudmonitor']): number {
  return config.clockSkewSeconds ?? operation.limits.clockSkew?.value ?? 0;
}

/** Returns the check of the API's version, which is not part of the signature. */
export function versionStep(contract: Contract) {
  const { rpc } = gatewayOf(contract);
  return (exchange: Exchange): Evaluation | undefined => {
    if (!rpc.version) return undefined;
    const version = namedValue(rpc, rpc.version as NamedParameter, sentParameters(exchange));
    const { missing, reason, value } = rpc.version;
    if (version === value) return undefined;
    const code = version === undefined || version === '' ? missing : reason;
    const evaluation = refuse(contract, code ?? requestReason(contract, 'other'));
    return version === undefined ? withMediaType(contract, exchange, evaluation) : evaluation;
  };
}

/** Returns the checks, one per pipeline step. */
export function authenticateSteps({ contract, config, clock }: AuthenticateOptions) {
  const { schemes, acs3, rpcV1, rpc } = gatewayOf(contract);
  const { operation } = contract;
  const { clockSkew } = operation.limits;
  const skew = skewSecondsOf(contract, config);
  const no = (code: string | undefined, occurrence?: Occurrence) =>
    refuse(contract, code ?? requestReason(contract, 'other'), occurrence);
  const accounts = new Map(
    config.accounts.flatMap((account) =>
      account.keys.map((key) => [key.accessKeyId, { account, key }] as const),
    ),
  );

  const knownKey: CallerStep = (exchange) => {
    const sent = sentParameters(exchange);
    const scheme = schemeOf(schemes, rpc, sent);
    if (scheme === 'acs3') return acs3Key(exchange);
    if (scheme === 'rpc-v1') return v1Key(exchange, sent);
    return exchange.headers[acs3.selectedBy.name.toLowerCase()]
      ? no(acs3.signedHeaders.reason)
      : withMediaType(contract, exchange, no(requestReason(contract, 'missing-credentials')));
  };

  const acs3Key = (exchange: Exchange<RpcCaller>): Evaluation | undefined => {
    const parsed = parseAcs3Authorization(exchange.headers[acs3.selectedBy.name.toLowerCase()] ?? '');
    if (!parsed) return no(acs3.signedHeaders.reason);
    if (parsed.algorithm !== acs3.algorithm.value) return no(acs3.algorithm.reason);
    const found = accounts.get(parsed.accessKeyId);
    if (!found) return no('unknown-access-key' satisfies ReasonCode);
    const read = (name: FieldName) => exchange.headers[acs3.fields[name].name.toLowerCase()] || undefined;
    exchange.caller = { ...found, ...parsed, fields: read, nonce: read('nonce') ?? '' };
    return undefined;
  };

  const v1Key = (exchange: Exchange<RpcCaller>, sent: SentParameters): Evaluation | undefined => {
    const { fields, selectedBy, signature, algorithm } = rpcV1;
    const value = ({ name }: Pick<SignedField, 'name'>) => parameterOf(rpc, name, sent) || undefined;
    const id = value(fields.accessKeyId);
    if (id === undefined) return withMediaType(contract, exchange, no(fields.accessKeyId.missing));
    const found = accounts.get(id);
    if (!found) return no(fields.accessKeyId.reason);
    const given = value(selectedBy);
    if (given === undefined) return no(signature.missing);
    for (const field of [{ ...fields.algorithm, value: algorithm.value }, fields.version]) {
      const named = value(field);
      if (named === undefined) return no(field.missing);
      if (named !== field.value) return no(field.reason);
    }
    const read = (name: FieldName) => value(fields[name]);
    exchange.caller = {
      ...{ ...found, signature: given, signedHeaders: [] },
      ...{ fields: read, nonce: read('nonce') ?? '' },
    };
    return undefined;
  };

  const dated: CallerStep = (exchange) => {
    const { fields, signedHeaders } = callerOf(exchange);
    const names = signedHeaders.length > 0 ? acs3.fields : rpcV1.fields;
    const timestamp = fields('timestamp');
    if (timestamp === undefined) return no(names.timestamp.missing);
    const timeMs = parseTimestamp(timestamp);
    if (timeMs === undefined) return no(names.timestamp.reason);
    if (fields('nonce') === undefined) return no(names.nonce.missing);
    const apart = Math.abs(clock() - timeMs) / 1000;
    return skew === 0 || apart <= skew ? undefined : no(clockSkew?.reason);
  };

  const signed: CallerStep = (exchange) =>
    callerOf(exchange).signedHeaders.length > 0 ? signedByAcs3(exchange) : signedByV1(exchange);

  const signedByAcs3 = (exchange: Exchange<RpcCaller>): Evaluation | undefined => {
    const { method, headers, bytes, signed: target } = exchange;
    const { key, signature, signedHeaders } = callerOf(exchange);
    const digest = headers[acs3.fields.digest.name.toLowerCase()];
    if (!digest) return no(acs3.fields.digest.missing);
    if (headersToSign(acs3, headers).some((name) => !signedHeaders.includes(name)))
      return no(acs3.signedHeaders.reason);
    const query = queryPairs(target.query);
    if (!query) return undecodable(exchange);
    const canonical = canonicalRequest(acs3, { method, query, headers, bytes }, signedHeaders);
    const text = acs3StringToSign(acs3, canonical);
    const isOfBody = canonical.endsWith(`\n${digest.trim().toLowerCase()}`);
    if (!isOfBody) return no(acs3.fields.digest.reason, { parameters: { text } });
    if (safeEqual(acs3Signature(acs3, text, key.accessKeySecret), signature)) return undefined;
    return no(acs3.signature.reason, { parameters: { text } });
  };

  const signedByV1 = (exchange: Exchange<RpcCaller>): Evaluation | undefined => {
    const { key, signature } = callerOf(exchange);
    const pairs = decodedParameters(rpc, sentParameters(asSigned(exchange)));
    if (!pairs) return undecodable(exchange);
    const text = v1StringToSign(rpcV1, exchange.method, pairs);
    if (safeEqual(v1Signature(rpcV1, text, key.accessKeySecret), signature)) return undefined;
    // The text has the security token, if there is one, encoded twice.
    const masked = key.securityToken === undefined ? {} : { masked: { text: '…' } };
    return no(rpcV1.signature.reason, { parameters: { text }, ...masked });
  };

  /** A parameter that cannot be decoded cannot be verified either. */
  const undecodable = (exchange: Exchange): Evaluation => {
    const fault = firstFault(rpc, sentParameters(exchange));
    const { code, parameters } = reasonOfFault(operation, { kind: 'malformed', name: fault });
    return no(code, { parameters });
  };

  const temporaryKey: CallerStep = (exchange) => {
    const { key, fields, signedHeaders } = callerOf(exchange);
    const token = fields('securityToken');
    const { securityToken } = signedHeaders.length > 0 ? acs3.fields : rpcV1.fields;
    if (key.securityToken === undefined && token === undefined) return undefined;
    if (token === undefined) return no(securityToken.missing);
    return safeEqual(key.securityToken ?? '', token) ? undefined : no(securityToken.reason);
  };

  const authorized: CallerStep = (exchange) =>
    callerOf(exchange).account.authorized === false ? no('forbidden' satisfies ReasonCode) : undefined;

  return { knownKey, dated, signed, temporaryKey, authorized };
}

/** Returns the name of the first parameter that cannot be decoded. */
function firstFault(rpc: Rpc, { query, form }: SentParameters): string {
  const parts = [query, form].flatMap((part) => (part ?? '').split('&'));
  const broken = parts.find((part) => !decodedParameters(rpc, { query: part, form: undefined }));
  return (broken?.split('=', 1)[0] ?? '').slice(0, 100);
}

/** Returns a request with the query that its sender signed, which a mounted router does not change. */
function asSigned(exchange: Exchange): Exchange {
  return { ...exchange, target: exchange.signed.target };
}

function callerOf({ caller }: Exchange<RpcCaller>): RpcCaller {
  if (!caller) throw new Error('a request without a caller reached this check');
  return caller;
}
