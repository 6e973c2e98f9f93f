/** Explains how to sign a request to an RPC gateway, with every intermediate value of a test vector per scheme. */
import { readFileSync } from 'node:fs';
import {
  type Acs3Scheme,
  type ApiName,
  decodedParameters,
  type Language,
  type OpenApiDocument,
  type Operation,
  type Rpc,
  type RpcV1Scheme,
  readContract,
  type SchemeName,
  type SigningSchemes,
  sentParameters,
} from '@pushspec/contract';
import { vectorsFile } from '../page.ts';
import { heading, literal, sections, table } from '../tables/markdown.ts';
import { titled } from './code.ts';
import {
  type RpcSigningFacts,
  type RpcSigningLabels,
  rpcSigningLabels,
  type SignedRole,
} from './rpc-signing-labels.ts';
import { type SigningLabels, signingLabels } from './signing-labels.ts';

/** A signed request with its known signature. */
interface RpcVector {
  readonly scheme: SchemeName;
  /** Whether the guide shows it. */
  readonly shown?: boolean;
  readonly request: {
    readonly method: string;
    readonly target: string;
    readonly headers: readonly (readonly [name: string, value: string])[];
    readonly bodyBase64: string;
  };
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly canonicalRequest?: string;
  readonly stringToSign: string;
  readonly signature: string;
}

interface Parts {
  operation: Operation;
  rpc: Rpc;
  schemes: SigningSchemes;
  vector: RpcVector;
  labels: RpcSigningLabels;
  common: SigningLabels;
}

/** Formats the steps of all schemes. Returns an empty string if the API is not behind a gateway that offers schemes. */
export function rpcSigning(api: ApiName, document: OpenApiDocument, language: Language): string {
  const [operation] = readContract(document, { api, profile: 'documented' }).operations;
  const { rpc, signingSchemes: schemes } = operation ?? {};
  if (!operation || !rpc || !schemes) return '';
  const labels = rpcSigningLabels[language];
  const common = signingLabels[language];
  const parts = (scheme: SchemeName): Parts => ({
    ...{ operation, rpc, schemes, labels, common },
    vector: shownVector(api, scheme),
  });
  const section = (scheme: SchemeName, steps: string) =>
    sections(heading(3, labels.schemeTitle[scheme]), steps);
  return sections(
    labels.choose,
    schemes.acs3 && section('acs3', acs3Steps(schemes.acs3, parts('acs3'))),
    schemes.rpcV1 && section('rpc-v1', v1Steps(schemes.rpcV1, parts('rpc-v1'))),
    common.own(api),
  );
}

function shownVector(api: ApiName, scheme: SchemeName): RpcVector {
  const { vectors } = JSON.parse(readFileSync(vectorsFile(api), 'utf8')) as { vectors: RpcVector[] };
  const found = vectors.find((vector) => vector.shown && vector.scheme === scheme);
  if (found === undefined) throw new Error(`no test vector of ${api} shows the scheme ${scheme}`);
  return found;
}

function acs3Steps(acs3: Acs3Scheme, parts: Parts): string {
  const { rpc, vector, labels } = parts;
  const { fields, algorithm, signedHeaders } = acs3;
  const hash = hashName(algorithm.hash);
  const [, , query = '', ...rest] = vector.canonicalRequest?.split('\n') ?? [];
  const sent = new Map(vector.request.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const named = [rpc.action, rpc.version].flatMap((one) => (one?.header ? [[one.header, one.value]] : []));
  const roles: [name: string | undefined, role: SignedRole][] = [
    ['host', 'host'],
    ...(['timestamp', 'nonce', 'digest', 'securityToken'] as const).map((role): [string, SignedRole] => [
      fields[role].name,
      role,
    ]),
    [fields.securityTokenKeyId?.name, 'securityTokenKeyId'],
  ];
  const facts = factsOf(parts, hash, sent.get(fields.timestamp.name));
  return sections(
    labels.carrier.acs3(literal(acs3.selectedBy.name)),
    fieldTable(labels.field.header, { named, roles, facts, labels }),
    intro(parts),
    labels.digest(hash),
    titled(fields.digest.name, { lang: 'text', source: rest.at(-1) ?? '' }),
    labels.queryParameters,
    parameterBlock(parts, []),
    `**3. ${labels.titles.canonicalQuery}.** ${labels.canonicalQuery}`,
    titled(labels.titles.canonicalQuery, { lang: 'text', source: query }),
    labels.canonicalRequest(literal('host'), literal(signedHeaders.prefix)),
    titled(labels.titles.canonicalRequest, { lang: 'text', source: vector.canonicalRequest ?? '' }),
    labels.acs3StringToSign(literal(algorithm.value), hash),
    titled(labels.titles.stringToSign, { lang: 'text', source: vector.stringToSign }),
    labels.acs3Signature(algorithm.hash.toUpperCase()),
    titled(labels.titles.signature, { lang: 'text', source: vector.signature }),
    labels.authorization,
    titled(acs3.selectedBy.name, {
      lang: 'text',
      source: `${acs3.selectedBy.name}: ${sent.get(acs3.selectedBy.name.toLowerCase())}`,
    }),
    script(parts, acs3Script(acs3, vector)),
  );
}

function v1Steps(rpcV1: RpcV1Scheme, parts: Parts): string {
  const { rpc, vector, labels } = parts;
  const { fields, algorithm, selectedBy } = rpcV1;
  const sent = new Map(parametersOf(parts));
  const named = [
    ...[rpc.action, rpc.version].flatMap((one) => (one ? [[one.parameter, one.value]] : [])),
    [fields.algorithm.name, algorithm.value],
    [fields.version.name, fields.version.value ?? ''],
  ];
  const roles: [name: string, role: SignedRole][] = [
    ...(['accessKeyId', 'timestamp', 'nonce', 'securityToken'] as const).map((role): [string, SignedRole] => [
      fields[role].name,
      role,
    ]),
    [selectedBy.name, 'signature'],
  ];
  const [, , query = ''] = vector.stringToSign.split('&');
  const facts = factsOf(parts, hashName(algorithm.hash), sent.get(fields.timestamp.name));
  return sections(
    labels.carrier['rpc-v1'](literal(selectedBy.name)),
    fieldTable(labels.field.parameter, { named, roles, facts, labels }),
    intro(parts),
    labels.allParameters(literal(selectedBy.name)),
    parameterBlock(parts, [selectedBy.name]),
    `**2. ${labels.titles.canonicalQuery}.** ${labels.canonicalQuery}`,
    titled(labels.titles.canonicalQuery, { lang: 'text', source: decodeURIComponent(query) }),
    labels.v1StringToSign,
    titled(labels.titles.stringToSign, { lang: 'text', source: vector.stringToSign }),
    labels.v1Signature(algorithm.hash.toUpperCase(), literal(`${vector.accessKeySecret}&`)),
    titled(labels.titles.signature, { lang: 'text', source: vector.signature }),
    labels.v1Parameter,
    titled(selectedBy.name, {
      lang: 'text',
      source: `${selectedBy.name}=${encodeURIComponent(vector.signature)}`,
    }),
    script(parts, v1Script(rpcV1, vector)),
  );
}

function intro({ vector, common }: Parts): string {
  return common.intro(literal(vector.accessKeyId), literal(vector.accessKeySecret));
}

function factsOf({ operation, schemes }: Parts, hash: string, time: string | undefined): RpcSigningFacts {
  return {
    hash,
    time: literal(time ?? ''),
    clockSeconds: String(operation.limits.clockSkew?.value),
    nonceSeconds: String(schemes.nonces.seconds),
  };
}

interface FieldRows {
  /** Fields with a fixed value. */
  named: readonly (readonly string[])[];
  roles: readonly (readonly [name: string | undefined, role: SignedRole])[];
  facts: RpcSigningFacts;
  labels: RpcSigningLabels;
}

function fieldTable(kind: string, { named, roles, facts, labels }: FieldRows): string {
  return table(
    [kind, labels.field.value],
    [
      ...named.map((pair) => pair.map(literal)),
      ...roles.flatMap(([name, role]) => (name ? [[literal(name), labels.role(role, facts)]] : [])),
    ],
  );
}

/** Returns the decoded parameters in the order sent. */
function parametersOf({ rpc, vector: { request } }: Parts): (readonly [name: string, value: string])[] {
  const headers = Object.fromEntries(request.headers.map(([name, value]) => [name.toLowerCase(), value]));
  const bytes = Buffer.from(request.bodyBase64, 'base64');
  return decodedParameters(rpc, sentParameters({ target: request.target, headers, bytes })) ?? [];
}

function parameterBlock(parts: Parts, without: readonly string[]): string {
  const shown = parametersOf(parts).filter(([name]) => !without.includes(name));
  const source = JSON.stringify(Object.fromEntries(shown), undefined, 2);
  return titled(parts.labels.titles.parameters, { lang: 'json', source });
}

function script({ labels, common }: Parts, source: string): string {
  return sections(labels.repeat, titled(common.script, { lang: 'sh', source }));
}

/** Returns a name such as SHA-256. */
function hashName(hash: string): string {
  return hash.toUpperCase().replace(/^SHA/, 'SHA-');
}

const quoted = (value: string) => `'${value.replaceAll("'", "'\\''")}'`;

/** Returns a shell script that prints the digest of the body, the hash of the canonical request, and the signature. */
function acs3Script({ algorithm: { hash } }: Acs3Scheme, vector: RpcVector): string {
  const { canonicalRequest = '', stringToSign, accessKeySecret } = vector;
  return [
    `printf '' | openssl ${hash} -r`,
    `printf %s ${quoted(canonicalRequest)} |`,
    `  openssl ${hash} -r`,
    `printf %s ${quoted(stringToSign)} |`,
    `  openssl dgst -${hash} -hmac ${quoted(accessKeySecret)} -r`,
  ].join('\n');
}

/** Returns a shell script that prints the signature. */
function v1Script(
  { algorithm: { hash } }: RpcV1Scheme,
  { stringToSign, accessKeySecret }: RpcVector,
): string {
  return [
    `printf %s ${quoted(stringToSign)} |`,
    `  openssl dgst -${hash} -hmac ${quoted(`${accessKeySecret}&`)} -binary | openssl base64`,
  ].join('\n');
}
