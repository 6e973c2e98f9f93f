/** Mistakes in the line of the Host header, which HTTP clients write themselves. */
import type { Attempt, Mistake } from '../../search/attempt.ts';
import type { Acs3Case } from '../case.ts';
import { mapped, withLines } from './lines.ts';

const FIX_HOST = 'Sign the Host header exactly as your HTTP client sends it, with the port if there is one.';

export const hostMistakes: readonly Mistake<Acs3Case>[] = [
  {
    code: 'host-port',
    cause: 'Host is signed {detail}',
    fix: FIX_HOST,
    attempts: hostPorts,
  },
  {
    code: 'host-other',
    cause: 'Host is signed as {detail}, which is not what is sent',
    fix: FIX_HOST,
    attempts: otherHosts,
  },
];

function* withHost(request: Acs3Case, host: string, detail: string): Iterable<Attempt> {
  yield withLines(
    request,
    mapped(request, (line) => (line[0] === 'host' ? ['host', host] : line)),
    detail,
  );
}

function* hostPorts(request: Acs3Case): Iterable<Attempt> {
  const host = request.request.headers.host ?? '';
  const bare = host.replace(/:\d+$/, '');
  yield* withHost(request, bare, 'without its port');
  for (const port of ['80', '443', '8080', '4010'])
    yield* withHost(request, `${bare}:${port}`, `with the port ${port}, which is not sent`);
}

function* otherHosts(request: Acs3Case): Iterable<Attempt> {
  const { headers } = request.request;
  const host = headers.host ?? '';
  const port = /:\d+$/.exec(host)?.[0] ?? '';
  const known = request.servers.map((url) => url.replace(/^https?:\/\//, ''));
  const others = [
    ...['127.0.0.1', 'localhost', '[::1]', '0.0.0.0'].flatMap((name) => [name, name + port]),
    ...known,
    ...[
      `http://${host}`,
      `https://${host}`,
      `${host}/`,
      `${host}${request.path}`,
      host.toLowerCase(),
      host.toUpperCase(),
    ],
    ...['x-forwarded-host', 'x-original-host', 'origin', ':authority'].flatMap((name) => headers[name] ?? []),
    '',
  ];
  for (const other of new Set(others)) yield* withHost(request, other, other || 'an empty string');
}
