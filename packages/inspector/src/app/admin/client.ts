/** Calls of the admin API, with its token where it asks for one. */

const TOKEN = 'pushspec-admin-token';

export class AdminFailure extends Error {
  override readonly name = 'AdminFailure';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The token is kept until the tab is closed. */
export function keepToken(token: string): void {
  sessionStorage.setItem(TOKEN, token);
}

function authorization(): Record<string, string> {
  const token = sessionStorage.getItem(TOKEN);
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

export interface CallOptions {
  method?: string;
  /** Sent as JSON. */
  body?: unknown;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

/** The answer as it comes. Rejects with an AdminFailure for a refusal. */
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
  const refusal = await response.json().catch(() => ({}));
  throw new AdminFailure(response.status, String(refusal.error ?? `${response.status}`));
}

/** The answer's JSON; its type is the caller's to know from the document. */
export async function call<Answer>(path: string, options?: CallOptions): Promise<Answer> {
  return (await (await open(path, options)).json()) as Answer;
}
