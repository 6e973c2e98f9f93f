/** Adds signing headers to requests. The caller supplies the signature: see {@link Sign}. */
import { createHash } from 'node:crypto';
import {
  isObject,
  type JsonObject,
  onlyValueOf,
  resolveNode,
  type SigningRules,
  signingRulesOf,
} from '@pushspec/contract';
import type { Credential } from '../apis/api-adapter.ts';
import type { Contract } from '../contract/contract.ts';
import type { SignDeviations } from '../scenario/scenario.ts';
import { type HeaderLayer, headerValue, mergedHeaders, presentHeaders } from './headers.ts';

/** The request to sign. */
export interface SignInput {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** Every header that may be part of the signature, by its name as sent. */
  readonly headers: Readonly<Record<string, string>>;
  readonly secret: string;
}

/** Returns the signature of a CloudMonitor request: 40 uppercase hexadecimal digits. */
export type Sign = (input: SignInput) => string;

export interface SignOptions {
  readonly contract: Contract;
  readonly operation: JsonObject;
  readonly credential: Credential;
  readonly deviations: SignDeviations;
  readonly nowMs: number;
  readonly sign: Sign;
  readonly method: string;
  readonly target: string;
  readonly headers: HeaderLayer;
  readonly body: Buffer | undefined;
}

/** Returns the headers of a signed request, correct except for the deviations. */
export function signedHeaders(options: SignOptions): Record<string, string> {
  const { contract, operation, credential, deviations, sign, method, target } = options;
  const rules = signingRulesOf(operation);
  if (rules === undefined) throw new Error(`the contract of ${contract.api} has no signing rules`);
  const headers = presentHeaders(
    mergedHeaders(prescribedHeaders(options), digestAndDate(options, rules), options.headers),
  );
  const signature = sign({
    method: deviations.method ?? method,
    target,
    headers: presentHeaders(mergedHeaders(headers, deviations.headers ?? {})),
    secret: deviations.secret ?? String(credential.accessKeySecret),
  });
  const authorization =
    String(credential.accessKeyId) + rules.keySeparator + written(signature, deviations.signature);
  return presentHeaders(mergedHeaders({ Authorization: authorization }, headers, options.headers));
}

function digestAndDate({ body, deviations, nowMs }: SignOptions, rules: SigningRules): HeaderLayer {
  const digested = deviations.body === undefined ? body : Buffer.from(deviations.body);
  const date = deviations.date === undefined ? new Date(nowMs).toUTCString() : deviations.date;
  return {
    // Without a body there is nothing to digest.
    [rules.digestHeader]: digested ? digest(rules.digestHash, digested, deviations.md5) : null,
    Date: date,
  };
}

function digest(hash: string, body: Buffer, deviation: SignDeviations['md5']): string | null {
  const md5 = createHash(hash).update(body).digest();
  if (deviation === 'base64') return md5.toString('base64');
  if (deviation === 'lower-case') return md5.toString('hex');
  return deviation === undefined ? md5.toString('hex').toUpperCase() : deviation;
}

function written(signature: string, deviation: string | undefined): string {
  if (deviation === 'lower-case') return signature.toLowerCase();
  if (deviation === 'base64') return Buffer.from(signature, 'hex').toString('base64');
  return deviation ?? signature;
}

/** Returns the headers that the contract fixes or requires, and those of a temporary key. */
function prescribedHeaders({ contract, operation, credential }: SignOptions): HeaderLayer {
  const parameters = Array.isArray(operation.parameters) ? operation.parameters.filter(isObject) : [];
  const declared = parameters.map((parameter) => resolveNode(contract.document, parameter));
  const temporary = credential.securityToken !== undefined;
  return Object.fromEntries(
    declared
      .filter((parameter) => parameter.in === 'header' && (parameter.required === true || temporary))
      .map((parameter) => [String(parameter.name), prescribedValue(parameter, credential)]),
  );
}

function prescribedValue(
  { name, schema, example }: JsonObject,
  { securityToken }: Credential,
): string | null {
  const only = onlyValueOf(schema);
  if (only !== undefined) return String(only);
  if (/security-token$/i.test(String(name))) return headerValue(String(securityToken));
  return example === undefined ? null : String(example);
}
