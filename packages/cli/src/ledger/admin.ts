/** Questions to the admin API of a running server. */
import { CommandFailure, EXIT } from '../failure.ts';

export interface AdminOptions {
  /** Address of the server, without a path. */
  url: string;
  signal?: AbortSignal;
}

/** A path below `/__admin`, and headers beside the token. */
export interface Question {
  path: string;
  headers?: Readonly<Record<string, string>>;
}

/** The answer as JSON. Fails with one line that says what to do. */
export async function askAdmin<Answer>(options: AdminOptions, path: string): Promise<Answer> {
  const response = await openAdmin(options, { path });
  return (await response.json().catch(() => {
    throw notOurs(options.url);
  })) as Answer;
}

/** The answer before its body is read. Fails for any but a success. */
export async function openAdmin({ url, signal }: AdminOptions, question: Question): Promise<Response> {
  const { path, headers = {} } = question;
  // Asked for by a server that listens beyond this machine; never a flag, which others on the machine could read.
  const token = process.env.PUSHSPEC_ADMIN_TOKEN;
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const init = { headers: { ...headers, ...authorization }, ...(signal && { signal }) };
  const response = await fetch(`${url}/__admin${path}`, init).catch((cause: Error) => {
    if (signal?.aborted) throw cause;
    throw new CommandFailure(
      EXIT.network,
      `nothing answers at ${url}: start the server with \`pushspec serve\`, or give its address with --url`,
      { cause },
    );
  });
  if (response.ok) return response;
  const { error } = ((await response.json().catch(() => ({}))) ?? {}) as { error?: string };
  if (error === undefined) throw notOurs(url);
  const exitCode = response.status === 401 || response.status === 403 ? EXIT.credentials : EXIT.usage;
  const hint = response.status === 401 ? ' (put it into the environment as PUSHSPEC_ADMIN_TOKEN)' : '';
  throw new CommandFailure(exitCode, `${error}${hint}`);
}

function notOurs(url: string): CommandFailure {
  return new CommandFailure(EXIT.network, `what answers at ${url} is no pushspec server: check --url`);
}
