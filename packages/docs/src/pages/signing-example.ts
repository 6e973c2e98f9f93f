/** Explains how to sign a request, with every intermediate value of a test vector from the contract. */
import { existsSync, readFileSync } from 'node:fs';
import {
  type ApiName,
  type OpenApiDocument,
  type OperationEntry,
  requestExamples,
  signingRulesOf,
} from '@pushspec/contract';
import { vectorsFile } from '../page.ts';
import { sections } from '../tables/markdown.ts';
import { titled } from './code.ts';
import type { SigningLabels } from './signing-labels.ts';

/** A signed request with its known signature. */
export interface SignedVector {
  readonly method: string;
  readonly requestTarget: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly stringToSign: string;
  readonly signature: string;
}

/** Returns the test vector for the first example of an operation, or `undefined` if its requests are not signed. */
export function signedVector(
  api: ApiName,
  document: OpenApiDocument,
  entry: OperationEntry,
): SignedVector | undefined {
  const file = vectorsFile(api);
  if (signingRulesOf(entry.operation) === undefined || !existsSync(file)) return undefined;
  const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as {
    vectors: (Omit<SignedVector, 'body'> & { bodyBase64: string | null })[];
  };
  const body = JSON.stringify(requestExamples(document, entry)[0]?.value);
  const found = vectors.find(
    ({ bodyBase64, requestTarget }) => requestTarget === entry.path && decoded(bodyBase64) === body,
  );
  if (found === undefined) throw new Error(`no test vector of ${api} signs the first example`);
  return { ...found, body };
}

function decoded(base64: string | null): string | undefined {
  return base64 === null ? undefined : Buffer.from(base64, 'base64').toString('utf8');
}

/** Formats the steps from the body to the header, and a script that repeats them. */
export function signingSteps(
  api: ApiName,
  vector: SignedVector,
  { operation }: OperationEntry,
  header: string,
  labels: SigningLabels,
): string {
  const rules = signingRulesOf(operation);
  if (rules === undefined) return '';
  const digest = vector.headers[rules.digestHeader] ?? '';
  const step = (title: string, source: string) => titled(title, { lang: 'text', source });
  return sections(
    labels.intro(`\`${vector.accessKeyId}\``, `\`${vector.accessKeySecret}\``),
    step(labels.body(Buffer.byteLength(vector.body)), vector.body),
    step(labels.digest(rules.digestHeader, rules.digestHash.toUpperCase()), digest),
    step(labels.stringToSign(rules.parts.length), vector.stringToSign),
    step(labels.signature(rules.signatureHash.toUpperCase()), vector.signature),
    step(labels.header, `${header}: ${vector.accessKeyId}${rules.keySeparator}${vector.signature}`),
    labels.repeat,
    titled(labels.script, { lang: 'sh', source: signingScript(vector, rules) }),
    labels.own(api),
  );
}

interface Hashes {
  digestHash: string;
  signatureHash: string;
}

/** Returns a shell script that prints the digest and the signature with openssl. */
export function signingScript(
  { body, stringToSign, accessKeySecret }: SignedVector,
  { digestHash, signatureHash }: Hashes,
): string {
  const quoted = (value: string) => `'${value.replaceAll("'", "'\\''")}'`;
  return [
    `printf %s ${quoted(body)} | openssl ${digestHash} -r | tr a-f A-F`,
    `printf %s ${quoted(stringToSign)} |`,
    `  openssl dgst -${signatureHash} -hmac ${accessKeySecret} -r | tr a-f A-F`,
  ].join('\n');
}
