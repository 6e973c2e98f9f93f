/** Runs the printed curl commands in a real shell, against the reference server. */
import { spawn, spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { limits } from '@pushspec/contract/cloudmonitor';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { file, runCommand as pushspec } from './cli.fixture.ts';

const { maxBodyBytes } = limits.uploadCustomEvents;
const hasCurl = spawnSync('curl', ['--version']).status === 0;
const CHINESE = '[{"name": "磁盘\'告警\'",\n  "content": "100 %s $HOME `id` \\\\ !! \\"⚠️\\""}]\n';
const event = { name: 'n', content: 'c'.repeat(200_000) };

/** Runs a command in a shell, as if it was pasted. */
function pasted(
  command: string,
  cwd: string,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn('sh', [], { cwd, env: { PATH: process.env.PATH } });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (output.stdout += chunk));
    child.stderr.on('data', (chunk) => (output.stderr += chunk));
    child.on('close', (code) => resolve({ code, ...output }));
    child.stdin.end(command);
  });
}

async function startServer() {
  const server = await createServer();
  onTestFinished(() => server.close());
  return { server, ...(await server.listen({ port: 0 })) };
}

it.for<[string, string]>([
  ['with Chinese text, quotation marks and line ends', CHINESE],
  ['with tabs and carriage returns', CHINESE.replace('\n', '\t\r\n')],
  ['longer than a shell argument may be', JSON.stringify([event])],
])('prints a command that sends a body $0', async ([, body], context) => {
  context.skip(!hasCurl, 'curl is not installed');
  const { url, server } = await startServer();
  const events = file("it's an event.json", body);
  const where = ['--curl', '--url', url];
  const fromFile = await pushspec(['sign', 'cloudmonitor', "it's an event.json", ...where], {
    cwd: dirname(events),
  });
  expect(fromFile.stdout).toContain(`--data-binary '@it'\\''s an event.json'\n`);
  const fromInput = await pushspec(['sign', 'cloudmonitor', ...where], { stdin: body });
  for (const { code, stdout, stderr } of [fromFile, fromInput]) {
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const response = { code: 0, stdout: '{"code":"200","msg":""}', stderr: '' };
    expect(await pasted(stdout, dirname(events))).toEqual(response);
  }
  expect(await server.requests()).toMatchObject([
    { outcome: 'accepted', warnings: [] },
    { outcome: 'accepted', warnings: [] },
  ]);
});

it.for<[string, Buffer, string]>([
  ['every byte value', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)), 'invalid-utf8'],
  ['octal digits after a byte', Buffer.from('\u00017\0-%s\\n'), 'malformed-json'],
  ['a body that begins like an option', Buffer.from('-n'), 'malformed-json'],
  ['a body that begins like a file', Buffer.from('@events.json'), 'malformed-json'],
  ['an empty body, which has no media type', Buffer.alloc(0), 'media-type'],
  ['more than the limit', Buffer.alloc(maxBodyBytes + 1, 0x20), 'body-too-large'],
])('prints a command that sends $0', async ([, stdin, reason], context) => {
  context.skip(!hasCurl, 'curl is not installed');
  const { url, server } = await startServer();
  const { stdout } = await pushspec(['sign', 'cloudmonitor', '--curl', '--url', url], { stdin });
  expect(await pasted(stdout, '/')).toMatchObject({ code: 0, stderr: '' });
  // Apart from the size, the server checks the content only if signature and digest are right.
  expect(await server.requests()).toMatchObject([{ reasons: [{ code: reason }] }]);
});
