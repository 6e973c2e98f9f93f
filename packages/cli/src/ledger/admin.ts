/** Sends requests to the admin API of a running server. */
import { CommandFailure, EXIT } from '../failure.ts';

export interface AdminOptions {
  /** Base URL of the server, without a path. */
  url: string;
  signal?: AbortSignal;
}

/** A path below `/__admin`, and headers besides the token. */
export interface AdminRequest {
  path: string;
  headers?: Readonly<Record<string, string>>;
}

/** Resolves to the response body as JSON. Rejects with a one-line `CommandFailure`. */
export async function fetchAdmin<Body>(options: AdminOptions, path: string): Promise<Body> {
  const response = await openAdmin(options, { path });
  return (await response.json().catch(() => {
    throw notOurs(options.url);
  })) as Body;
}

/** Resolves to a successful response, before its body is read. Rejects for any other status. */
export async function openAdmin({ url, signal }: AdminOptions, request: AdminRequest): Promise<Response> {
  const { path, headers = {} } = request;
  // A server that other machines can reach requires a token. It is not a flag, because other users could read it.
  const token = process.env.PUSHSPEC_ADMIN_TOKEN;
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const init = { headers: { ...headers, ...authorization }, ...(signal && { signal }) };
  const response = await fetch(`${url}/__admin${path}`, init).catch((cause: Error) => {
    if (signal?.aborted) throw cause;
    throw new CommandFailure(
      EXIT.network,
      `no server responds at ${url}: start one with \`pushspec serve\`, or set its address with \`--url\``,
      { cause },
    );
  });
  if (response.ok) return response;
  const { error } = ((await response.json().catch(() => ({}))) ?? {}) as { error?: string };
  if (error === undefined) throw notOurs(url);
  const exitCode = response.status === 401 || response.status === 403 ? EXIT.credentials : EXIT.usage;
  const hint = response.status === 401 ? ' (set it in the environment as PUSHSPEC_ADMIN_TOKEN)' : '';
  throw new CommandFailure(exitCode, `${error}${hint}`);
}

function notOurs(url: string): CommandFailure {
  return new CommandFailure(EXIT.network, `the server at ${url} is not a pushspec server: check \`--url\``);
}
