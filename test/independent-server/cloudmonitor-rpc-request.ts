/** Reads what a request of the RPC gateway says in its query, form and headers. */
import { type Parameter, parametersIn } from './cloudmonitor-rpc-decoding.ts';
import type { Incoming, Service } from './service.ts';

export type Pair = readonly [name: string, value: string];

export interface RpcRequest {
  readonly query: readonly Parameter[];
  readonly form: readonly Parameter[];
  readonly action: string;
  readonly version: string;
  readonly scheme: 'acs3' | 'rpc-v1' | 'none';
  readonly timestamp: string;
  readonly nonce: string;
  readonly securityToken: string;
  /** Returns the value of a parameter of the gateway. */
  readonly field: (name: string) => string;
  /** The parameters that belong to the body. */
  readonly own: readonly Pair[];
  /** A parameter that is sent twice. */
  readonly repeated: string | undefined;
}

/** Parameters of the gateway. */
const GATEWAY = new Set([
  ...['Action', 'Version', 'AccessKeyId', 'Format', 'RegionId', 'SecurityToken', 'Signature'],
  ...['SignatureMethod', 'SignatureNonce', 'SignatureType', 'SignatureVersion', 'Timestamp'],
]);

export function readRpcRequest(request: Incoming, rules: Service['rules']): RpcRequest {
  const { headers, method, target, body } = request;
  const mark = target.indexOf('?');
  const isForm = method !== 'GET' && new RegExp(String(rules.form), 'i').test(headers['content-type'] ?? '');
  const query = mark < 0 ? [] : parametersIn(Buffer.from(target.slice(mark + 1), 'latin1'), rules);
  const form = isForm ? parametersIn(body, rules) : [];
  const read = [...(rules.readsQuery ? pairsOf(query) : []), ...(rules.readsForm ? pairsOf(form) : [])];
  const parts = rules.gatewayInForm ? [pairsOf(query), pairsOf(form)] : [pairsOf(query)];
  const gateway = parts.flat().filter(([name]) => GATEWAY.has(name));
  const values = new Map(gateway.toReversed());
  const field = (name: string) => values.get(name) ?? '';
  const scheme = schemeOf(headers.authorization ?? '', values);
  const signed = (header: string, parameter: string) =>
    scheme === 'acs3' ? (headers[header] ?? '') : field(parameter);
  return {
    ...{ query, form, scheme, field },
    action: named(rules, values.get('Action'), headers['x-acs-action']),
    version: named(rules, values.get('Version'), headers['x-acs-version']),
    timestamp: signed('x-acs-date', 'Timestamp'),
    nonce: signed('x-acs-signature-nonce', 'SignatureNonce'),
    securityToken: signed('x-acs-security-token', 'SecurityToken'),
    own: read.filter(([name]) => !GATEWAY.has(name)),
    repeated: repeatedIn(pairsOf(query), pairsOf(form), rules.gatewayOnce === true),
  };
}

/** Returns the parameters that can be decoded. */
export function pairsOf(parameters: readonly Parameter[]): Pair[] {
  return parameters.flatMap(({ name, value }): Pair[] =>
    name === undefined || value === undefined ? [] : [[name, value]],
  );
}

/** Returns the value of the parameter, or that of the header if there is no parameter. */
function named(rules: Service['rules'], parameter: string | undefined, header: string | undefined): string {
  const [first, second] = rules.prefersHeaders ? [header, parameter] : [parameter, header];
  return first ?? second ?? '';
}

function schemeOf(authorization: string, parameters: ReadonlyMap<string, string>): RpcRequest['scheme'] {
  if (authorization.startsWith('ACS3-')) return 'acs3';
  if (parameters.has('Signature') || parameters.has('AccessKeyId')) return 'rpc-v1';
  return authorization === '' ? 'none' : 'acs3';
}

/** Returns a name that is sent twice. One of the gateway may be in both parts. */
function repeatedIn(query: readonly Pair[], form: readonly Pair[], gatewayOnce: boolean): string | undefined {
  const seen = new Set<string>();
  for (const part of [query, form]) {
    const own = new Set<string>();
    for (const [name] of part) {
      if (own.has(name) || (seen.has(name) && (gatewayOnce || !GATEWAY.has(name)))) return name;
      own.add(name);
    }
    for (const name of own) seen.add(name);
  }
  return undefined;
}
