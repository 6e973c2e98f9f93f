/** Builds a collection for an HTTP client, with one request for each example of the contract. */
import {
  type ApiName,
  isObject,
  type Json,
  type OpenApiDocument,
  type Operation,
  parametersOf,
  readContract,
} from '@pushspec/contract';
import { createExplainer } from '@pushspec/contract/explain';
import {
  credentialVariable,
  KEY_ID_VARIABLE,
  KEY_SECRET_VARIABLE,
  URL_VARIABLE,
} from '../samples/credential-variables.ts';
import { type SampleRequest, sampleRequests } from '../samples/sample-request.ts';
import type { Signing } from '../samples/signing.ts';
import type { GatewayOperation } from './signing-script.ts';

/** A request in a collection. */
export interface CollectionRequest {
  readonly name: string;
  readonly method: string;
  /** URL with variables in double braces. */
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** JSON with variables in it, or a form. */
  readonly body: string;
  readonly isForm: boolean;
  readonly signing: Signing | undefined;
  /** The operation of a gateway with signing schemes. */
  readonly gateway: GatewayOperation | undefined;
  /** Conditions for a success response. */
  readonly accepted: SampleRequest['accepted'];
}

/** A collection of one API. */
export interface Collection {
  readonly api: ApiName;
  readonly title: string;
  readonly description: string;
  /** Variables with their default values. Credentials are empty. */
  readonly variables: readonly (readonly [name: string, value: string])[];
  readonly requests: readonly CollectionRequest[];
}

/** Returns the collection of an API, with one request per example. */
export function collectionOf(api: ApiName, bundle: OpenApiDocument): Collection {
  const { operations } = readContract(bundle, { api, profile: 'documented' });
  const samples = operations.flatMap((operation) =>
    sampleRequests(api, bundle, operation.entry).map((sample) => ({
      sample: withKindInVariables(sample, bundle, operation),
      operation,
    })),
  );
  const requests = samples.map(({ sample, operation }) => {
    const request = requestOf(sample, operation);
    return operations.length > 1 ? { ...request, name: `${operation.id}-${request.name}` } : request;
  });
  const used = requests.flatMap(({ url, body, signing, gateway }) => [
    ...[...`${url}${body}`.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name),
    ...(signing || gateway ? [KEY_ID_VARIABLE, KEY_SECRET_VARIABLE] : []),
  ]);
  const server = samples[0]?.sample.server ?? '';
  return {
    api,
    title: String(bundle.info.title),
    description: String(bundle.info.summary ?? ''),
    variables: [...new Set(used)].map((name) => [name, name === URL_VARIABLE ? server : '']),
    requests,
  };
}

function requestOf(sample: SampleRequest, { rpc, signingSchemes }: Operation): CollectionRequest {
  const path = sample.path
    .map((part) => ('literal' in part ? part.literal : `{{${part.variable}}}`))
    .join('');
  return {
    name: sample.example,
    method: sample.method,
    url: `{{${URL_VARIABLE}}}${path}`,
    headers: [['Content-Type', sample.mediaType], ...(sample.signing?.fixed ?? [])],
    body: rpc ? parametersOf(rpc, sample.body) : bodyOf(sample),
    isForm: rpc !== undefined,
    signing: sample.signing,
    gateway: rpc && signingSchemes?.acs3 && { rpc, acs3: signingSchemes.acs3 },
    accepted: sample.accepted,
  };
}

/**
 * Returns the request with separate variables for each kind of body, because a credential belongs to one kind. A collection
 * has requests of all kinds and runs at once.
 */
function withKindInVariables(
  sample: SampleRequest,
  bundle: OpenApiDocument,
  { body: { kinds } }: Operation,
): SampleRequest {
  const kind = kinds.find(({ schema }) => createExplainer(bundle, schema).accepts(sample.body));
  if (!kind) return sample;
  const credentials = sample.credentials.map((credential) => ({
    ...credential,
    variable: credentialVariable(sample.api, `${kind.name}_${credential.property}`),
  }));
  return { ...sample, credentials };
}

/** Returns the body with variables for credentials. A variable for a number has no quotes. */
function bodyOf({ body, credentials }: SampleRequest): string {
  if (!isObject(body)) return JSON.stringify(body, undefined, 2);
  const filled: Record<string, Json> = { ...body };
  for (const { property, variable } of credentials) filled[property] = `{{${variable}}}`;
  const template = JSON.stringify(filled, undefined, 2);
  return credentials
    .filter(({ isString }) => !isString)
    .reduce((json, { variable }) => json.replace(`"{{${variable}}}"`, `{{${variable}}}`), template);
}
