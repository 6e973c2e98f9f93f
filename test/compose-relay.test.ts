/** Checks that the relay in compose.relay.yaml starts with its options, apart from Docker. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const { services, volumes } = parse(readFileSync(join(root, 'compose.relay.yaml'), 'utf8'));
const { relay } = services;

/** Replaces `${NAME:-default}` by the default, and `${NAME:?message}` by a value. */
const filled = (text: string) =>
  text.replace(/\$\{\w+:([-?])([^}]*)\}/g, (_, kind, value) => (kind === '-' ? value : 'given'));

it('publishes the relay only on loopback, keeps its events in a volume, and drops all capabilities', () => {
  expect(relay.ports).toEqual(['127.0.0.1:4040:4040']);
  expect(relay.volumes).toEqual(['events:/data']);
  expect(Object.keys(volumes)).toEqual(['events']);
  expect(relay).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
  });
});

async function responds(child: ChildProcess, url: string): Promise<void> {
  const ended = once(child, 'close').then(([code]) => Promise.reject(new Error(`it ended with ${code}`)));
  const polled = expect
    .poll(() =>
      fetch(url).then(
        ({ ok }) => ok,
        () => false,
      ),
    )
    .toBe(true);
  await Promise.race([polled, ended]);
}

it('starts with the command and the variables of the file, and passes its health check', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-compose-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const port = 20_000 + (process.pid % 20_000);
  const command = (relay.command as string[]).map((word) => filled(word).replace('/data/', `${folder}/`));
  const variables = Object.entries(relay.environment as Record<string, string>);
  const env = Object.fromEntries(variables.map(([name, value]) => [name, filled(value)]));
  // It has no events, so it contacts no service.
  const child = spawn(
    process.execPath,
    [join(root, 'packages/cli/src/bin.ts'), ...command, '--port', String(port)],
    { env: { PATH: process.env.PATH, ...env }, stdio: 'inherit' },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  await responds(child, `http://127.0.0.1:${port}/healthz`);
  const [, , , check = ''] = relay.healthcheck.test as string[];
  const probe = spawn(process.execPath, ['-e', check.replace(':4040', `:${port}`)]);
  expect(await once(probe, 'close')).toEqual([0, null]);
  expect((await fetch(`http://127.0.0.1:${port}/metrics`)).status).toBe(401);
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
});
