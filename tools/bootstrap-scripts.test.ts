/** Checks what the bootstrap passes to the scripts. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCheckout, installsOf, repository, run, scratch, useScratch } from './bootstrap.fixture.ts';

useScratch();

test.each([
  ['one option', { port: 'true' }, ['4011'], 'npm start -- --port 4011'],
  ['an option with its value', { port: '4011' }, [], 'npm start -- --port 4011'],
  ['a flag', { allow_development_credentials: 'true' }, [], 'npm start -- --allow-development-credentials'],
  ['two options', { port: 'true', mock_port: 'true' }, ['1', '2'], 'npm start -- --port … --mock-port …'],
])('shows the command with `--` when npm consumed %s of start', async (_, consumed, args, better) => {
  const checkout = createCheckout();
  for (const [name, value] of Object.entries(consumed)) checkout.env[`npm_config_${name}`] = value;
  expect(await run(checkout, 'start', ...args)).toEqual({
    code: 1,
    stdout: '',
    stderr: `pushspec: npm has consumed an option: run \`${better}\` instead\n`,
  });
  expect(installsOf(checkout)).toEqual([]);
});

test('lists every option of start except `--json`, which npm also has', () => {
  const { stdout } = spawnSync(
    process.execPath,
    [join(repository, 'packages/cli/src/bin.ts'), 'start', '--help'],
    {
      encoding: 'utf8',
    },
  );
  const options = [...stdout.matchAll(/^ +(?:-h, )?--([a-z-]+)/gm)].map(([, name]) => name);
  const source = fs.readFileSync(join(repository, 'tools/bootstrap.mjs'), 'utf8');
  const [list = ''] = source.match(/const startOptions = [^;]+;/) ?? [];
  const known = [...list.matchAll(/'([a-z-]+)'/g)].map(([, name]) => name);
  expect(known.sort()).toEqual(options.filter((name) => name !== 'json' && name !== 'help').sort());
});

test('passes the typed command to start, so that hints can be pasted', async () => {
  const checkout = createCheckout();
  checkout.env.npm_lifecycle_event = 'start';
  const typed = async () => (await run(checkout, 'start', 'typed')).stdout;
  expect(await typed()).toBe('pnpm start\n');
  checkout.env.npm_config_user_agent = 'npm/11.0.0 node/v26.0.0';
  expect(await typed()).toBe('npm start --\n');
});

test("pack runs in the user's folder, and vitest in the root", async () => {
  const checkout = createCheckout();
  const script = 'console.log(process.cwd(), ...process.argv.slice(2));';
  fs.writeFileSync(join(checkout.root, 'tools/pack.ts'), script);
  fs.mkdirSync(join(checkout.root, 'node_modules/vitest'), { recursive: true });
  fs.writeFileSync(join(checkout.root, 'node_modules/vitest/vitest.mjs'), script);
  checkout.env.INIT_CWD = scratch;
  expect((await run(checkout, 'pack', 'out')).stdout).toBe(`${scratch} out\n`);
  expect((await run(checkout, 'vitest', 'test/x.test.ts')).stdout).toBe(
    `${checkout.root} run test/x.test.ts\n`,
  );
});
