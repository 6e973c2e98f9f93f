/** Tests `send` on a terminal, in this process, because child processes have no terminal. */
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { run } from './program.ts';
import { events, screen, service } from './send.fixture.ts';

it('shows progress on a terminal, and leaves only the ledger', async () => {
  const { url } = await service();
  const terminal = screen({ isTTY: true });
  expect(await run(['send', 'cloudmonitor', '--url', url, '--file', events(10)], terminal)).toBe(0);
  const { stderr } = terminal.written;
  expect(stderr).toContain('\r\u001b[K0 %, 0 delivered, 0 rejected, 0 dropped, 0 per second');
  expect(stderr.split('\r\u001b[K').at(-1)).toMatch(
    /^10 events: 10 delivered, .* \(1 request, [\d.]+ s\)\n$/,
  );
});

it.each([
  ['no terminal', false, []],
  ['--json', true, ['--json']],
  ['--quiet', true, ['--quiet']],
])('does not move the cursor with %s', async (_what, isTTY, options) => {
  const { url } = await service();
  const shown = screen({ isTTY });
  const args = ['send', 'cloudmonitor', '--url', url, '--file', events(10), ...options];
  expect(await run(args, shown)).toBe(0);
  expect(shown.written.stderr).not.toContain('\r');
  expect(shown.written.stderr).not.toContain('\u001b');
});

it('does not wait for typed events', async () => {
  const shown = screen({ stdin: Object.assign(new Readable({ read() {} }), { isTTY: true }) });
  expect(await run(['send', 'guance'], shown)).toBe(2);
  expect(shown.written.stderr).toMatch(
    /^pushspec: there is nothing to send: pass a file with `--file`, .*\n$/,
  );
});

it('reads lines from standard input', async () => {
  const { url, accepted } = await service();
  const stdin = Readable.from(['{"name":"n1","content":"c"}\r\n{"name"', ':"n2","content":"c"}']);
  const shown = screen({ stdin });
  expect(await run(['send', 'cloudmonitor', '--url', url, '--json'], shown)).toBe(0);
  expect(JSON.parse(shown.written.stdout)).toMatchObject({ unit: 'line', delivered: 2 });
  expect(await accepted()).toEqual([1, 2]);
});
