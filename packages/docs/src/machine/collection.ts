/** What a collection for an HTTP client holds: one request for each example of the contract. */
import { isObject, type Json, type OpenApiDocument, operationsOf, type Vendor } from '@pushspec/contract';
import { KEY_ID_VARIABLE, KEY_SECRET_VARIABLE, URL_VARIABLE } from '../samples/credential-variables.ts';
import { type SampleRequest, sampleRequests } from '../samples/sample-request.ts';
import type { Signing } from '../samples/signing.ts';

export interface CollectionRequest {
  readonly name: string;
  readonly method: string;
  /** With variables in double braces. */
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** JSON with variables in it. */
  readonly body: string;
  readonly signing: Signing | undefined;
}

export interface Collection {
  readonly vendor: Vendor;
  readonly title: string;
  readonly description: string;
  /** Names of the variables, with the values that hold for everybody. */
  readonly variables: readonly (readonly [name: string, value: string])[];
  readonly requests: readonly CollectionRequest[];
}

export function collectionOf(vendor: Vendor, bundle: OpenApiDocument): Collection {
  const samples = operationsOf(bundle).flatMap((entry) => sampleRequests(vendor, bundle, entry));
  const requests = samples.map(requestOf);
  const used = requests.flatMap(({ url, body, signing }) => [
    ...[...`${url}${body}`.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name),
    ...(signing ? [KEY_ID_VARIABLE, KEY_SECRET_VARIABLE] : []),
  ]);
  const server = samples[0]?.server ?? '';
  return {
    vendor,
    title: String(bundle.info.title),
    description: String(bundle.info.summary ?? ''),
    variables: [...new Set(used)].map((name) => [name, name === URL_VARIABLE ? server : '']),
    requests,
  };
}

function requestOf(sample: SampleRequest): CollectionRequest {
  const path = sample.path.map((part) => ('text' in part ? part.text : `{{${part.variable}}}`)).join('');
  return {
    name: sample.example,
    method: sample.method,
    url: `{{${URL_VARIABLE}}}${path}`,
    headers: [['Content-Type', sample.mediaType], ...(sample.signing?.fixed ?? [])],
    body: bodyOf(sample),
    signing: sample.signing,
  };
}

/** A number must not stand in quotes, so its variable does not either. */
function bodyOf({ body, credentials }: SampleRequest): string {
  if (!isObject(body)) return JSON.stringify(body, undefined, 2);
  const filled: Record<string, Json> = { ...body };
  for (const { member, variable } of credentials) filled[member] = `{{${variable}}}`;
  const text = JSON.stringify(filled, undefined, 2);
  return credentials
    .filter(({ isText }) => !isText)
    .reduce((json, { variable }) => json.replace(`"{{${variable}}}"`, `{{${variable}}}`), text);
}
