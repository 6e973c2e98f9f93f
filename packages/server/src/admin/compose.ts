/** A request in the shape of an API, with a credential of the configuration. */
import type { StoredRequest } from '../store/store.ts';
import type { ApiModule, NamedCredential, RequestParts } from '../vendors/vendor.ts';

/** What a reader wants to send; what is left out is as in a correct request. */
export interface Draft {
  method?: string;
  /** Path and query. */
  path?: string;
  headers?: Readonly<Record<string, string>>;
  /** The body as text. */
  body?: string;
  /** The body as JSON; an API may put the credential into it where it has none of its own. */
  json?: unknown;
}

export interface ComposeOptions {
  api: ApiModule;
  credential: NamedCredential;
  draft: Draft;
  /** Milliseconds since 1970, for the signature. */
  nowMs: number;
}

export function compose({ api, credential, draft, nowMs }: ComposeOptions): StoredRequest {
  const { method, path, mediaType } = api.contract.operation;
  const parts: RequestParts = {
    path: () => path,
    headers: () => ({}),
    body: (json) => json,
    finish: (request) => request,
    ...api.compose,
  };
  const request: StoredRequest = {
    method: draft.method ?? method,
    target: draft.path ?? parts.path(credential),
    headers: {
      'content-type': mediaType,
      ...parts.headers(credential),
      ...lowerCased(draft.headers ?? {}),
    },
    body: Buffer.from(draft.body ?? JSON.stringify(parts.body(draft.json ?? null, credential))),
  };
  return parts.finish(request, { credential, nowMs });
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
