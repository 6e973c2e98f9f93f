import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { installLines } from './pack.ts';
import { published, root } from './packages.ts';

const tarballs = Object.fromEntries(
  published.map(({ name }) => [
    name,
    `/tmp/our tarballs/${name.replace('@', '').replace('/', '-')}-0.0.0.tgz`,
  ]),
);

it('prints shell commands that install a package with those that it needs', () => {
  expect(installLines(tarballs, '/tmp/our tarballs')).toEqual([
    '# the client',
    "npm install '/tmp/our tarballs/pushspec-client-0.0.0.tgz'",
    '# the server',
    "npm install --save-dev '/tmp/our tarballs/pushspec-server-0.0.0.tgz'",
    '# the spool and the client',
    "npm install '/tmp/our tarballs/pushspec-spool-sqlite-0.0.0.tgz' '/tmp/our tarballs/pushspec-client-0.0.0.tgz'",
    '# the fleet and the client',
    "npm install '/tmp/our tarballs/pushspec-fleet-0.0.0.tgz' '/tmp/our tarballs/pushspec-client-0.0.0.tgz'",
    '# the relay and what it needs',
    `npm install ${['relay', 'client', 'contract', 'server', 'spool-sqlite'].map((name) => `'/tmp/our tarballs/pushspec-${name}-0.0.0.tgz'`).join(' ')}`,
    '# everything: the command line, the mock and what they need (npm only)',
    "npm install --save-dev '/tmp/our tarballs'/*.tgz",
  ]);
});

it.each([[[]], [['a', 'b']], [['--help']]])('requires exactly one folder: %j', (args) => {
  const command = [join(root, 'tools/pack.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe('pushspec: name one folder for the tarballs: `npm run pack -- DIR`\n');
});

it.each(published)('refuses to pack $name alone', ({ folder }) => {
  const { scripts = {} } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const [program, script] = String(scripts.prepack).split(' ');
  expect(program).toBe('node');
  const { PUSHSPEC_PACKING: _, ...env } = process.env;
  const { status, stderr } = spawnSync(process.execPath, [script ?? ''], {
    cwd: join(root, folder),
    env,
    encoding: 'utf8',
  });
  expect(status).toBe(1);
  expect(stderr.trimEnd().split('\n')).toEqual([expect.stringContaining('`npm run pack -- DIR`')]);
});
