/**
 * Authenticate: known key, Date, signature, MD5 of the body, security token, and whether the account may report.
 * The order is not documented; this one never tells a stranger more than that the signature does not fit.
 */
import type { AccessKey, Account, Config } from '@pushspec/contract';
import { sameText } from '@pushspec/contract';
import type { ReasonCode as CloudMonitorCode } from '@pushspec/contract/cloudmonitor';
import { parseHttpDate, signerOf } from '@pushspec/doctor/cloudmonitor';
import type { Contract } from '../../contract/contract.ts';
import { type Occurrence, refuse } from '../../contract/findings.ts';
import type { Exchange } from '../../pipeline/exchange.ts';
import type { Check } from '../../pipeline/step.ts';
import { headerAccepts } from '../../pipeline/steps/validate.ts';
import type { Finding, Judgement } from '../../pipeline/verdict.ts';
import { contentMd5Findings, signatureFindings } from './findings.ts';

export interface CloudMonitorCaller {
  account: Account;
  key: AccessKey;
  /** The signature as sent. */
  signature: string;
  /** The Date header in milliseconds since 1970, once it is read. */
  dateMs?: number;
}

type CallerStep = Check<CloudMonitorCaller>;

export interface AuthenticateOptions {
  contract: Contract;
  config: Config['cloudmonitor'];
  clock: () => number;
  /** Told when the doctor fails: what it would have said must never change the answer. */
  onError: (error: unknown) => void;
}

/** Returns the checks, each of which is a step of the pipeline. */
export function authenticateSteps({ contract, config, clock, onError }: AuthenticateOptions) {
  const no = (code: CloudMonitorCode, occurrence?: Occurrence) => refuse(contract, code, occurrence);
  const signer = signerOf(contract.operation);
  const { keySeparator } = signer.rules;
  const { limits, leniency } = contract.operation;
  const lenient = leniency.spellings;
  const skew = config.clockSkewSeconds ?? limits.clockSkew?.value ?? 0;
  const accounts = new Map(
    config.accounts.flatMap((account) =>
      account.keys.map((key) => [key.accessKeyId, { account, key }] as const),
    ),
  );

  const keys = [...accounts.values()].map(({ key }) => key);
  /** A refusal with what the doctor says about it. */
  const because = (judgement: Judgement, diagnose: () => readonly Finding[]): Judgement => {
    try {
      return { ...judgement, warnings: [...judgement.warnings, ...diagnose()] };
    } catch (error) {
      onError(error);
      return judgement;
    }
  };
  const why = (request: Exchange, named: { accessKeyId?: string; signature?: string } = {}) =>
    signatureFindings(contract, { request: asSigned(request), keys, nowMs: clock(), ...named });

  const knownKey: CallerStep = (exchange) => {
    const authorization = exchange.headers.authorization?.trim();
    if (!authorization) return no('authorization-missing');
    const end = authorization.lastIndexOf(keySeparator);
    const [accessKeyId, signature] = [authorization.slice(0, end), authorization.slice(end + 1)];
    if (end < 1 || !/^[0-9A-Za-z+/=]+$/.test(signature))
      return because(no('authorization-malformed'), () => why(exchange));
    const found = accounts.get(accessKeyId);
    if (!found) return because(no('unknown-access-key'), () => why(exchange));
    exchange.caller = { ...found, signature };
    return undefined;
  };

  const isDate = headerAccepts(contract, 'date');
  const dated: CallerStep = (exchange) => {
    const { date } = exchange.headers;
    if (!date) return no('date-missing');
    // The contract says which dates are taken; how far one is from now is asked later.
    const dateMs = isDate(date) ? parseHttpDate(date) : undefined;
    if (dateMs === undefined) return no('date-invalid', { parameters: { value: date } });
    callerOf(exchange).dateMs = dateMs;
    return undefined;
  };

  const signed: CallerStep = (exchange) => {
    const { key, signature } = callerOf(exchange);
    const expected = signer.signatureOf(signer.stringToSign(asSigned(exchange)), key.accessKeySecret);
    const given = lenient['lower-case-signature'] === undefined ? signature : signature.toUpperCase();
    if (sameText(expected, given)) return undefined;
    return because(no('signature-mismatch'), () =>
      why(exchange, { accessKeyId: key.accessKeyId, signature }),
    );
  };

  const fresh: CallerStep = (exchange) => {
    const apart = Math.abs(clock() - (callerOf(exchange).dateMs ?? 0)) / 1000;
    if (skew === 0 || apart <= skew) return undefined;
    const parameters = { value: exchange.headers.date, limit: skew, seconds: Math.ceil(apart) };
    return no('date-skewed', { parameters });
  };

  const wholeBody: CallerStep = ({ headers, bytes }) => {
    const given = headers[signer.digestHeader]?.trim();
    if (bytes.length === 0) return undefined;
    if (!given) return no('content-md5-missing');
    const compared = lenient['lower-case-md5'] === undefined ? given : given.toUpperCase();
    if (sameText(signer.contentMd5Of(bytes), compared)) return undefined;
    const mismatch = no('content-md5-mismatch', { parameters: { size: bytes.length } });
    return because(mismatch, () => contentMd5Findings(contract, { headers, bytes }));
  };

  const temporaryKey: CallerStep = (exchange) => {
    const { key } = callerOf(exchange);
    const token = exchange.headers['x-cms-security-token'];
    if (key.securityToken === undefined && token === undefined) return undefined;
    return sameText(key.securityToken ?? '', token ?? '') ? undefined : no('security-token-mismatch');
  };

  const authorized: CallerStep = (exchange) =>
    callerOf(exchange).account.authorized === false ? no('unauthorized') : undefined;

  return { knownKey, dated, signed, fresh, wholeBody, temporaryKey, authorized };
}

/** The request as its sender signed it, with the prefix under which a router is mounted. */
function asSigned({ method, headers, rawHeaders, bytes, signed }: Exchange) {
  return { method, headers, rawHeaders, bytes, ...signed };
}

/** The caller that the first check has found. */
export function callerOf({ caller }: Exchange<CloudMonitorCaller>): CloudMonitorCaller {
  if (!caller) throw new Error('a request without a caller came to be checked');
  return caller;
}
