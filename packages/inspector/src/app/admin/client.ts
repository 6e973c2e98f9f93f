/** Calls the admin API, with the token if one is required. */

const TOKEN = 'pushspec-admin-token';

/** An error response of the admin API. Its message explains the cause. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Stores the token until the tab is closed. */
export function keepToken(token: string): void {
  sessionStorage.setItem(TOKEN, token);
}

function authorization(): Record<string, string> {
  const token = sessionStorage.getItem(TOKEN);
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

/** Options of a call. */
export interface CallOptions {
  method?: string;
  /** Sent as JSON. */
  body?: unknown;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

/** Calls the admin API and resolves to the response. Rejects with an `AdminError` for an error status. */
export async function open(path: string, options: CallOptions = {}): Promise<Response> {
  const { method = 'GET', body, signal, headers } = options;
  const response = await fetch(path, {
    method,
    headers: {
      ...authorization(),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  if (response.ok) return response;
  const failure = await response.json().catch(() => ({}));
  throw new AdminError(response.status, String(failure.error ?? `${response.status}`));
}

/** Calls the admin API and resolves to the JSON of the response. The OpenAPI document defines its type. */
export async function call<Body>(path: string, options?: CallOptions): Promise<Body> {
  return (await (await open(path, options)).json()) as Body;
}
