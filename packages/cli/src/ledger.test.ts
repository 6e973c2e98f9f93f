import { createServer, type PushServer, type ServerOptions } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { pushspec } from './cli.fixture.ts';
import { run } from './program.ts';

async function startServer(options: ServerOptions = {}): Promise<PushServer & { url: string }> {
  const server = await createServer({ clock: () => Date.parse('2026-11-21T08:30:00.123Z'), ...options });
  const { url } = await server.listen({ port: 0 });
  onTestFinished(() => server.close());
  return { ...server, url };
}

/** Pushes an event to Guance, and returns the id of the record. */
async function push(url: string, address = 'secret_dev/datakit/push', event: object = { status: 'error' }) {
  const response = await fetch(`${url}/api/v1/push-events/${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ event }),
  });
  return String(response.headers.get('x-pushspec-request-id'));
}

/** Runs a command in this process, with or without a terminal. */
async function printed(
  args: readonly string[],
  isTTY = false,
): Promise<{ code: number; out: string; err: string }> {
  const output = { out: '', err: '' };
  const code = await run(args, {
    stdout: { isTTY, write: (text) => (output.out += text) },
    stderr: { write: (text) => (output.err += text) },
    stdin: (async function* () {})(),
  });
  return { code, ...output };
}

it('lists requests with their outcomes and codes, newest first', async () => {
  const { url } = await startServer();
  const refused = await push(url, undefined, { status: 'bad' });
  const ignored = await push(url, 'elsewhere/x');
  const { code, out } = await printed(['requests', '--url', url]);
  expect(code).toBe(0);
  expect(out.split('\n')).toEqual([
    'time                  api                    outcome   id                                    codes',
    `2026-11-21T08:30:00Z  guance            200  ignored   ${ignored}  unknown-secret, recommended-field-missing`,
    `2026-11-21T08:30:00Z  guance            400  rejected  ${refused}  status-invalid`,
    '',
  ]);
});

it('has the columns of each API below the same headings', async () => {
  const { url } = await startServer();
  await push(url);
  await fetch(`${url}/?Action=PutCustomEvent`, { method: 'POST' });
  const { out } = await printed(['requests', '--url', url]);
  const [head = '', ...rows] = out.trimEnd().split('\n');
  expect(rows.map((row) => row.slice(head.indexOf('api')).split(' ')[0])).toEqual([
    'cloudmonitor-rpc',
    'guance',
  ]);
  expect(rows.map((row) => row.slice(head.indexOf('outcome')).split(' ')[0])).toEqual([
    'rejected',
    'accepted',
  ]);
});

it.each([
  ['sig', 'unknown `--reason` sig; did you mean signature-algorithm, signature-mismatch, '],
  ['skewed', 'unknown `--reason` skewed; did you mean date-skewed?'],
  ['status-invald', 'unknown `--reason` status-invald; did you mean status-invalid?'],
  ['xyzzy', 'no API has the reason `xyzzy`: use one of '],
])('suggests reasons for --reason %s', async (reason, message) => {
  const { url } = await startServer();
  const { code, err } = await printed(['requests', '--url', url, '--reason', reason]);
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`pushspec: ${message}`) });
});

it('filters the list', async () => {
  const { url } = await startServer();
  await push(url);
  const id = await push(url, 'elsewhere/x');
  const list = async (...filter: string[]) => {
    const { out } = await printed(['requests', '--url', url, '--json', ...filter]);
    return out
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line).id);
  };
  expect(await list('--outcome', 'ignored')).toEqual([id]);
  expect(await list('--reason', 'unknown-secret')).toEqual([id]);
  expect(await list('--limit', '1')).toEqual([id]);
  expect(await list('--api', 'blueking')).toEqual([]);
});

it('shows a request with its reasons, fixes and results', async () => {
  const { url } = await startServer();
  const id = await push(url, undefined, {
    status: 'error',
    title: 'disk full',
    dimension_tags: { port: 443 },
  });
  const { code, out } = await printed(['requests', id, '--url', url]);
  expect(code).toBe(0);
  expect(out).toContain(
    'accepted - the vendor accepts it\nguance (documented), 2026-11-21T08:30:00Z, POST /api/v1/',
  );
  expect(out).toContain('tag-stringified: tag `port` becomes the string "443" (assumed)');
  expect(out).toContain('"df_title": "disk full"');
  expect(out).toContain('    fix: Send `title`, `message`, `dimension_tags` and `check_value` too.');
  expect(out).not.toContain('secret_dev');
});

it('links to the page of a reason only if the server has pages', async () => {
  for (const site of [undefined, { root: import.meta.dirname }]) {
    const { url } = await startServer(site && { site });
    const { out } = await printed(['requests', await push(url, 'elsewhere/x'), '--url', url]);
    expect(out.includes(`${url}/guance/reasons/#unknown-secret`)).toBe(site !== undefined);
  }
});

it('escapes control characters', async () => {
  const { url } = await startServer();
  const id = await push(url, undefined, { status: 'error', title: '\u001b[2J\u202eoops' });
  const { out } = await printed(['requests', id, '--url', url], true);
  expect(out).not.toContain('\u001b[2J');
  expect(out).not.toContain('\u202e');
});

it('uses colors on a terminal only, unless NO_COLOR is set', async () => {
  const { url } = await startServer();
  await push(url);
  const green = '\u001b[32maccepted';
  expect((await printed(['requests', '--url', url], true)).out).toContain(green);
  expect((await printed(['requests', '--url', url])).out).not.toContain('\u001b');
  process.env.NO_COLOR = '1';
  onTestFinished(() => void delete process.env.NO_COLOR);
  expect((await printed(['requests', '--url', url], true)).out).not.toContain('\u001b');
});

it('reports an empty list, an unknown id, and a missing server', async () => {
  const { url, close } = await startServer();
  expect(await printed(['requests', '--url', url])).toEqual({
    ...{ code: 0, out: '' },
    err: 'no matching requests yet\n',
  });
  expect(await printed(['requests', 'none', '--url', url])).toMatchObject({
    code: 2,
    err: 'pushspec: no request has this id; GET /__admin/requests lists them\n',
  });
  await close();
  const lost = await printed(['requests', '--url', url]);
  expect(lost.code).toBe(3);
  expect(lost.err).toContain(`no server responds at ${url}: start one with \`pushspec serve\``);
});

it('follows what a server receives until it is stopped', async () => {
  const { url } = await startServer();
  const command = pushspec(['tail', '--url', url]);
  const lines = linesOf(command.child.stdout);
  await waitForOutput(command.child.stderr, 'following');
  const id = await push(url, 'elsewhere/x');
  expect((await lines.next()).value).toBe(
    `2026-11-21T08:30:00Z  guance            200  ignored   ${id}  unknown-secret, recommended-field-missing: ` +
      'no monitor has this secret: the response is a success, but no event is created',
  );
  command.child.kill('SIGINT');
  expect(await command).toMatchObject({ code: 0, stderr: `following ${url}; press Ctrl-C to stop\n` });
});

it('follows with filters, one line of JSON per request', async () => {
  const { url } = await startServer();
  const command = pushspec([
    'tail',
    '--url',
    url,
    '--json',
    '--outcome',
    'rejected',
    '--reason',
    'status-invalid',
  ]);
  const lines = linesOf(command.child.stdout);
  await waitForOutput(command.child.stderr, 'following');
  await push(url);
  const id = await push(url, undefined, { status: 'bad' });
  const verdict = JSON.parse(String((await lines.next()).value));
  expect(verdict).toMatchObject({ id, outcome: 'rejected' });
  const shown = await printed(['requests', id, '--url', url, '--json']);
  expect(verdict).toEqual(JSON.parse(shown.out).verdict);
  command.child.kill('SIGTERM');
  expect((await command).code).toBe(0);
});

it('does not wait for a server that was never reachable', async () => {
  expect(await printed(['tail', '--url', 'http://127.0.0.1:1'])).toMatchObject({ code: 3, out: '' });
});

async function* linesOf(stream: AsyncIterable<Buffer | string> | null): AsyncGenerator<string> {
  let text = '';
  for await (const chunk of stream ?? []) {
    const lines = (text + String(chunk)).split('\n');
    text = lines.pop() ?? '';
    yield* lines;
  }
}

async function waitForOutput(stream: NodeJS.ReadableStream | null, expected: string): Promise<void> {
  let text = '';
  await new Promise<void>((resolve) =>
    stream?.on('data', (chunk) => {
      text += chunk;
      if (text.includes(expected)) resolve();
    }),
  );
}

it('sends the token from the environment, and names the variable if it is missing', async () => {
  const server = await createServer({ adminToken: 'the-token' });
  const { url } = await server.listen({ port: 0 });
  onTestFinished(() => server.close());
  expect(await printed(['requests', '--url', url])).toMatchObject({ code: 4, out: '' });
  process.env.PUSHSPEC_ADMIN_TOKEN = 'the-token';
  onTestFinished(() => void delete process.env.PUSHSPEC_ADMIN_TOKEN);
  expect(await printed(['requests', '--url', url])).toMatchObject({ code: 0 });
});

it('lists and follows the requests of one sandbox', async () => {
  const server = await startServer();
  const { id, config } = await server.sandbox();
  const own = await push(server.url, `${config.guance.monitors[0]?.secret}/datakit/push`);
  await push(server.url);
  const at = ['--url', server.url, '--sandbox', id];
  const { out } = await printed(['requests', ...at, '--json']);
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).id),
  ).toEqual([own]);
  const missing = await printed(['tail', '--url', server.url, '--sandbox', 'nobody']);
  expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('there is no sandbox "nobody"')]);
});
