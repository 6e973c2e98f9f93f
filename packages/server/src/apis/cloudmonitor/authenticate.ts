/**
 * Authenticates a request: key, Date, signature, MD5 of the body, security token and permission of the account.
 * The order is not documented. In this one, nothing about the body or the account is checked before the signature is right.
 */
import type { AccessKey, Account, Config } from '@pushspec/contract';
import { safeEqual } from '@pushspec/contract';
import type { ReasonCode as CloudMonitorCode } from '@pushspec/contract/cloudmonitor';
import { parseHttpDate, signerOf } from '@pushspec/doctor/cloudmonitor';
import type { Contract } from '../../contract/contract.ts';
import { finding, type Occurrence, refuse } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import type { Check } from '../../pipeline/step.ts';
import { headerAccepts } from '../../pipeline/steps/validate.ts';
import type { Evaluation, Finding } from '../../pipeline/verdict.ts';
import { contentMd5Findings, dateFindings, signatureFindings } from './findings.ts';
import { otherTokenHeader, securityTokenHeader } from './security-token.ts';

/** The account and key of a request. */
export interface CloudMonitorCaller {
  account: Account;
  key: AccessKey;
  /** The signature as sent. */
  signature: string;
  /** The Date header in milliseconds since 1970, set once it is parsed. */
  dateMs?: number;
}

/** Characters of a header name shown in a message. */
const MAX_SHOWN = 60;

type CallerStep = Check<CloudMonitorCaller>;

export interface AuthenticateOptions {
  contract: Contract;
  config: Config['cloudmonitor'];
  clock: () => number;
  /** Receives errors of the doctor, which must never affect the response. */
  onError: (error: unknown) => void;
}

/** Returns the checks, one per pipeline step. */
export function authenticateSteps({ contract, config, clock, onError }: AuthenticateOptions) {
  const reject = (code: CloudMonitorCode, occurrence?: Occurrence) => refuse(contract, code, occurrence);
  const signer = signerOf(contract.operation);
  const { keySeparator } = signer.rules;
  const { limits, leniency } = contract.operation;
  const lenient = leniency.spellings;
  const maxSkew = config.clockSkewSeconds ?? limits.clockSkew?.value ?? 0;
  const accounts = new Map(
    config.accounts.flatMap((account) =>
      account.keys.map((key) => [key.accessKeyId, { account, key }] as const),
    ),
  );

  const keys = [...accounts.values()].map(({ key }) => key);
  /** Adds the doctor's findings to a rejection. */
  const withDiagnosis = (evaluation: Evaluation, diagnose: () => readonly Finding[]): Evaluation => {
    try {
      return { ...evaluation, warnings: [...evaluation.warnings, ...diagnose()] };
    } catch (error) {
      onError(error);
      return evaluation;
    }
  };
  const signatureCauses = (request: Exchange, named: { accessKeyId?: string; signature?: string } = {}) =>
    signatureFindings(contract, { request: asSigned(request), keys, nowMs: clock(), ...named });

  const knownKey: CallerStep = (exchange) => {
    const { authorization, accessKeyId, signature } = authorizationOf(exchange.headers, keySeparator);
    if (authorization === '') return reject('authorization-missing');
    if (accessKeyId === '' || !/^[0-9A-Za-z+/=]+$/.test(signature))
      return withDiagnosis(reject('authorization-malformed'), () => signatureCauses(exchange));
    const found = accounts.get(accessKeyId);
    if (!found) return withDiagnosis(reject('unknown-access-key'), () => signatureCauses(exchange));
    exchange.caller = { ...found, signature };
    return undefined;
  };

  const dateCauses = (value = '') => dateFindings(contract, value, { nowMs: clock(), limitSeconds: maxSkew });
  const isDate = headerAccepts(contract, 'date');
  const date: CallerStep = (exchange) => {
    const value = exchange.headers.date;
    if (!value) return reject('date-missing');
    // The contract defines valid dates. The distance from now is checked later.
    const dateMs = isDate(value) ? parseHttpDate(value) : undefined;
    if (dateMs === undefined)
      return withDiagnosis(reject('date-invalid', { parameters: { value } }), () => dateCauses(value));
    callerOf(exchange).dateMs = dateMs;
    return undefined;
  };

  const signature: CallerStep = (exchange) => {
    const { key, signature: sent } = callerOf(exchange);
    const expected = signer.signatureOf(signer.stringToSign(asSigned(exchange)), key.accessKeySecret);
    const compared = lenient['lower-case-signature'] === undefined ? sent : sent.toUpperCase();
    if (safeEqual(expected, compared)) return undefined;
    return withDiagnosis(reject('signature-mismatch'), () =>
      signatureCauses(exchange, { accessKeyId: key.accessKeyId, signature: sent }),
    );
  };

  const clockSkew: CallerStep = (exchange) => {
    const seconds = Math.abs(clock() - (callerOf(exchange).dateMs ?? 0)) / 1000;
    if (maxSkew === 0 || seconds <= maxSkew) return undefined;
    const parameters = { value: exchange.headers.date, limit: maxSkew, seconds: Math.ceil(seconds) };
    return withDiagnosis(reject('date-skewed', { parameters }), () => dateCauses(exchange.headers.date));
  };

  const contentMd5: CallerStep = ({ headers, bytes }) => {
    const given = headers[signer.digestHeader]?.trim();
    if (bytes.length === 0) return undefined;
    if (!given) return reject('content-md5-missing');
    const compared = lenient['lower-case-md5'] === undefined ? given : given.toUpperCase();
    if (safeEqual(signer.contentMd5Of(bytes), compared)) return undefined;
    const mismatch = reject('content-md5-mismatch', { parameters: { size: bytes.length } });
    return withDiagnosis(mismatch, () => contentMd5Findings(contract, { headers, bytes }));
  };

  const tokenHeader = securityTokenHeader(contract);
  const securityToken: CallerStep = (exchange) => {
    const { key } = callerOf(exchange);
    const token = exchange.headers[tokenHeader];
    if (key.securityToken === undefined && token === undefined) return undefined;
    if (token !== undefined)
      return safeEqual(key.securityToken ?? '', token) ? undefined : reject('security-token-mismatch');
    const sent = { own: tokenHeader, token: key.securityToken ?? '' };
    const name = otherTokenHeader(exchange.headers, sent)?.slice(0, MAX_SHOWN);
    const elsewhere: CloudMonitorCode = 'security-token-elsewhere';
    return withDiagnosis(reject('security-token-missing'), () =>
      name === undefined ? [] : [finding(contract, elsewhere, { parameters: { name } })],
    );
  };

  const authorized: CallerStep = (exchange) =>
    callerOf(exchange).account.authorized === false ? reject('unauthorized') : undefined;

  return { knownKey, date, signature, clockSkew, contentMd5, securityToken, authorized };
}

/** Returns the parts of the Authorization header. Missing parts are empty strings. */
export function authorizationOf({ authorization: sent = '' }: Exchange['headers'], keySeparator: string) {
  const authorization = sent.trim();
  const end = authorization.lastIndexOf(keySeparator);
  const accessKeyId = authorization.slice(0, Math.max(end, 0));
  return { authorization, accessKeyId, signature: authorization.slice(end + 1) };
}

/** Returns the request as its sender signed it, including the mount prefix of a router. */
function asSigned({ method, headers, rawHeaders, bytes, signed }: Exchange) {
  return { method, headers, rawHeaders, bytes, ...signed };
}

/** Returns the caller that the first check found. */
export function callerOf({ caller }: Exchange<CloudMonitorCaller>): CloudMonitorCaller {
  if (!caller) throw new Error('a request without a caller reached this check');
  return caller;
}
