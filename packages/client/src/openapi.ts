/** Wraps openapi-fetch, which builds URLs and requests. No other file imports it. */
import createClient, { type Client } from 'openapi-fetch';
import { filledPath, type WireRequest } from './transport.ts';

/** The type of a client of openapi-fetch for these paths. */
export type OpenApiClient<Paths extends object> = Client<Paths>;

/** The paths of a contract, without the headers, path parameters and credentials that the client fills in. */
export type FilledPaths<Paths, Body> = {
  [Path in keyof Paths]: {
    [Method in keyof Paths[Path]]: Method extends 'post'
      ? Filled<Paths[Path][Method], Body>
      : Paths[Path][Method];
  };
};

type Filled<Operation, Body> = Omit<Operation, 'parameters' | 'requestBody'> & {
  parameters: { query?: never; header?: never; path?: never; cookie?: never };
  requestBody: { content: { 'application/json': Body } };
};

/** Replaces `fetch` in openapi-fetch. */
export type OpenApiFetch = (request: Request) => Promise<Response>;

/** The settings of a client of openapi-fetch. */
export interface OpenApiConnection {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Path parameters. A missing one is removed together with its slash. An empty one keeps its slash. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** Serializes a body, together with the properties that the client adds. */
  readonly serialize: ((body: object) => string) | undefined;
}

/** The options of a call. Without parameters, openapi-fetch does not fill in the path. */
export interface OpenApiCall {
  readonly params: { readonly path: never };
  readonly fetch: OpenApiFetch;
}

export const callWith = (fetch: OpenApiFetch): OpenApiCall => ({ params: { path: {} as never }, fetch });

/** Creates a client of openapi-fetch. Each call must pass its `fetch`. */
export function connectOpenApi<Paths extends object>(options: OpenApiConnection): OpenApiClient<Paths> {
  const { baseUrl, headers, pathParameters, serialize = JSON.stringify } = options;
  return createClient<Paths>({
    baseUrl,
    headers,
    // Following a redirect would leak tokens in the body or path. Some runtimes do not support `error`.
    redirect: 'manual',
    bodySerializer: (body: unknown) => serialize(body as object),
    pathSerializer: (path) => filledPath(path, pathParameters),
  });
}

/** Reads a request. Its bytes are measured, signed and sent. */
export async function wireRequest(request: Request): Promise<WireRequest> {
  const { url, method, headers } = request;
  const body = new Uint8Array(await request.arrayBuffer());
  return { url, method, headers: Object.fromEntries(headers), body };
}
