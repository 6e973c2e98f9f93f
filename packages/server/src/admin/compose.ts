/** A request in a vendor's shape, with a credential of the configuration. */
import { type AccessKey, isObject, type JsonObject, resolveNode, type Vendor } from '@pushspec/contract';
import { signerOf } from '@pushspec/doctor/cloudmonitor';
import type { Contract } from '../contract/contract.ts';
import type { NamedCredential } from '../credentials.ts';
import type { StoredRequest } from '../store/store.ts';
import { apiKeyHeader } from '../vendors/guance/authenticate.ts';
import { signedAnew } from './signed-anew.ts';

/** What a reader wants to send; what is left out is as in a correct request. */
export interface Draft {
  method?: string;
  /** Path and query. */
  path?: string;
  headers?: Readonly<Record<string, string>>;
  /** The body as text. */
  body?: string;
  /** The body as JSON; BlueKing's gets the credential where it has none of its own. */
  json?: unknown;
}

export interface ComposeOptions {
  contract: Contract;
  credential: NamedCredential;
  draft: Draft;
  /** Milliseconds since 1970, for the signature. */
  nowMs: number;
}

export function compose({ contract, credential, draft, nowMs }: ComposeOptions): StoredRequest {
  const { entry, mediaType, vendor } = contract;
  const shape = shapes[vendor];
  const request: StoredRequest = {
    method: draft.method ?? entry.method,
    target: draft.path ?? shape.path(contract, credential),
    headers: {
      'content-type': mediaType,
      ...shape.headers(contract, credential),
      ...lowerCased(draft.headers ?? {}),
    },
    body: Buffer.from(draft.body ?? JSON.stringify(shape.body(draft.json ?? null, credential))),
  };
  return shape.finish(request, { contract, credential, nowMs });
}

interface Shape {
  path(contract: Contract, credential: NamedCredential): string;
  headers(contract: Contract, credential: NamedCredential): Record<string, string>;
  body(json: unknown, credential: NamedCredential): unknown;
  finish(request: StoredRequest, options: Omit<ComposeOptions, 'draft'>): StoredRequest;
}

const plain: Shape = {
  path: ({ entry }) => entry.path,
  headers: () => ({}),
  body: (json) => json,
  finish: (request) => request,
};

const shapes: Readonly<Record<Vendor, Shape>> = {
  blueking: {
    ...plain,
    body: (json, { shown, secrets }) =>
      isObject(json) ? { data_id: shown.dataId, access_token: secrets.accessToken, ...json } : json,
  },
  cloudmonitor: {
    ...plain,
    headers: (contract, { secrets }) => prescribedHeaders(contract, secrets.securityToken),
    finish(request, { contract, credential: { shown, secrets }, nowMs }) {
      if ('authorization' in request.headers) return request;
      const key = { ...shown, ...secrets } as unknown as AccessKey;
      return signedAnew(request, { signer: signerOf(contract.model), key, nowMs });
    },
  },
  guance: {
    ...plain,
    path: ({ entry }, { shown, secrets }) =>
      entry.path
        .replace('{secret}', encodeURIComponent(secrets.secret ?? ''))
        .replace(/\/?\{subUri\}/, shown.subUri === '' ? '' : `/${String(shown.subUri)}`),
    headers: (contract, { secrets }) =>
      secrets.apiKey === undefined ? {} : { [apiKeyHeader(contract)]: secrets.apiKey },
  },
};

/** The headers that the contract fixes or asks for, and those of a temporary key. */
function prescribedHeaders(
  { document, operation }: Contract,
  securityToken: string | undefined,
): Record<string, string> {
  const parameters = Array.isArray(operation.parameters) ? operation.parameters.filter(isObject) : [];
  const values = parameters
    .map((parameter) => resolveNode(document, parameter))
    .filter((parameter) => parameter.in === 'header')
    .filter((parameter) => parameter.required === true || securityToken !== undefined)
    .map(
      (parameter) => [String(parameter.name).toLowerCase(), headerValue(parameter, securityToken)] as const,
    );
  return Object.fromEntries(
    values.filter((entry): entry is readonly [string, string] => entry[1] !== undefined),
  );
}

function headerValue({ name, schema, example }: JsonObject, securityToken?: string): string | undefined {
  if (isObject(schema) && schema.const !== undefined) return String(schema.const);
  if (/security-token$/i.test(String(name))) return securityToken;
  return example === undefined ? undefined : String(example);
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
