/** Composes a correct request to an API with a configured credential. */

import { type Json, parametersOf, type Rpc } from '@pushspec/contract';
import {
  type ApiModule,
  moduleOf,
  type NamedCredential,
  type OperationModule,
  type RequestParts,
} from '../apis/api.ts';
import type { StoredRequest } from '../store/store.ts';

/** The parts of a request that the caller wants to set. The rest is filled in as in a correct request. */
export interface Draft {
  /** operationId. @default the API's first operation */
  operation?: string;
  method?: string;
  /** Path and query. */
  path?: string;
  headers?: Readonly<Record<string, string>>;
  /** The body as a string. */
  body?: string;
  /** The body as JSON. An API may add the credential to it if it has none. */
  json?: unknown;
}

export interface ComposeOptions {
  api: ApiModule;
  credential: NamedCredential;
  draft: Draft;
  /** Milliseconds since 1970, for the signature. */
  nowMs: number;
}

/** Composes a request from a draft and a credential. */
export function compose({ api, credential, draft, nowMs }: ComposeOptions): StoredRequest {
  const { request, finish } = composeUnsigned(moduleOf(api, draft.operation), credential, draft);
  return finish(request, { credential, nowMs });
}

/** Composes a request without its signature, and returns the function that adds it. */
export function composeUnsigned(
  module: OperationModule,
  credential: NamedCredential,
  draft: Draft,
): { request: StoredRequest; finish: RequestParts['finish'] } {
  const { method, path, mediaType, rpc } = module.contract.operation;
  const parts: RequestParts = {
    path: () => path,
    headers: () => ({}),
    body: (json) => json,
    finish: (request) => request,
    ...module.compose,
  };
  const request: StoredRequest = {
    method: draft.method ?? method,
    target: draft.path ?? parts.path(credential),
    headers: {
      'content-type': mediaType,
      ...parts.headers(credential),
      ...lowerCased(draft.headers ?? {}),
    },
    body: Buffer.from(draft.body ?? encoded(rpc, parts.body(draft.json ?? null, credential))),
  };
  return { request, finish: parts.finish };
}

function encoded(rpc: Rpc | undefined, body: unknown): string {
  return rpc ? parametersOf(rpc, body as Json) : JSON.stringify(body);
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
