/** Checks that the bootstrap sets up a checkout once, and then runs the script. */
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  createCheckout,
  installsOf,
  repository,
  run,
  scratch,
  servePnpm,
  start,
  useScratch,
} from './bootstrap.fixture.ts';

useScratch();

// A shell script replaces the downloaded pnpm.
const onUnix = test.skipIf(process.platform === 'win32');

test('only the script writes to standard output, even during an install', async () => {
  const { code, stdout, stderr } = await run(createCheckout(), 'pushspec', '--', 'lint', 'a b', '--', 'c');
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'lint a b -- c\n' });
  expect(stderr).toContain('installed');
});

test('the exit code is the exit code of the script', async () => {
  expect(await run(createCheckout(), 'pushspec', 'exit', '7')).toMatchObject({ code: 7 });
});

test("pushspec runs in the user's folder, whether or not npm changed to the root", async () => {
  const checkout = createCheckout();
  const folder = join(checkout.root, 'packages');
  expect((await start(checkout, ['pushspec', 'where'], folder).ended).stdout).toBe(`${folder} \n`);
  checkout.env.INIT_CWD = scratch;
  expect((await run(checkout, 'pushspec', 'where')).stdout).toBe(`${scratch} \n`);
});

test('installs once, and again when a package.json or the installed packages change', async () => {
  const checkout = createCheckout();
  await run(checkout, 'pushspec');
  expect((await run(checkout, 'pushspec')).stderr).toBe('');
  expect(installsOf(checkout)).toEqual(['install']);
  fs.writeFileSync(join(checkout.root, 'packages/cli/package.json'), '{ "name": "other" }');
  checkout.env.CI = 'true';
  await run(checkout, 'pushspec');
  fs.rmSync(join(checkout.root, 'node_modules'), { recursive: true });
  await run(checkout, 'pushspec');
  expect(installsOf(checkout)).toEqual(['install', 'install --frozen-lockfile', 'install --frozen-lockfile']);
});

test('one of two concurrent first runs installs while the other waits', async () => {
  const checkout = createCheckout();
  checkout.env.INSTALL_MS = '300';
  const results = await Promise.all([run(checkout, 'pushspec', 'a'), run(checkout, 'pushspec', 'b')]);
  expect(results.map(({ code, stdout }) => [code, stdout])).toEqual([
    [0, 'a\n'],
    [0, 'b\n'],
  ]);
  expect(installsOf(checkout)).toEqual(['install']);
});

test('waits for a lock while its process is alive', async () => {
  const checkout = createCheckout();
  const lock = join(checkout.root, '.toolchain/lock');
  fs.mkdirSync(join(lock, '..'));
  fs.writeFileSync(lock, String(process.pid));
  const { says, ended } = start(checkout, ['pushspec', 'x']);
  await says('waiting for another run');
  expect(installsOf(checkout)).toEqual([]);
  fs.rmSync(lock);
  expect(await ended).toMatchObject({ code: 0, stdout: 'x\n' });
});

test('takes over a lock if its process is gone, and releases it', async () => {
  const checkout = createCheckout();
  const lock = join(checkout.root, '.toolchain/lock');
  fs.mkdirSync(join(lock, '..'));
  fs.writeFileSync(lock, String(spawnSync(process.execPath, ['--version']).pid));
  expect(await run(checkout, 'pushspec', 'x')).toMatchObject({ code: 0, stdout: 'x\n' });
  expect(fs.existsSync(lock)).toBe(false);
});

test('a second SIGTERM also reaches the started program', async () => {
  const { child, says, ended } = start(createCheckout(), ['pushspec', 'stubborn']);
  await says('listening');
  child.kill('SIGTERM');
  await says('closing');
  await new Promise((resolve) => setTimeout(resolve, 100));
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 143 });
});

test('SIGTERM ends the started program, whose exit code is returned', async () => {
  const { child, says, ended } = start(createCheckout(), ['start']);
  await says('listening');
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0, stdout: 'listening\n' });
});

onUnix('the pinned pnpm replaces one that is too old', async () => {
  const checkout = createCheckout();
  servePnpm(checkout, { pinned: true });
  expect(await run(checkout, 'pushspec', 'x')).toMatchObject({ code: 0, stdout: 'x\n' });
  expect(installsOf(checkout)).toEqual(['downloaded pnpm: install']);
});

onUnix('a package other than the pinned one never runs', async () => {
  const checkout = createCheckout();
  servePnpm(checkout, { pinned: false });
  const { code, stdout, stderr } = await run(checkout, 'pushspec', 'x');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
    /^pushspec: @pnpm\/exe@12.0.0 differs from the pinned package/,
  );
  expect(installsOf(checkout)).toEqual([]);
  expect(fs.existsSync(join(checkout.root, '.toolchain/lock'))).toBe(false);
});

test('a system without a pinned Node gets install instructions', async () => {
  const checkout = createCheckout();
  fs.writeFileSync(join(checkout.root, 'package.json'), '{"engines":{"node":">=1000.1","pnpm":">=11"}}');
  const { code, stderr } = await run(checkout, 'pushspec', 'x');
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^pushspec: there is no node for \S+ to download\. Install Node >=1000\.1 and pnpm >=11/,
  );
  expect(stderr.trimEnd()).not.toContain('\n');
});

test('the pinned packages match .node-version and packageManager', () => {
  const read = (file: string) => fs.readFileSync(join(repository, file), 'utf8');
  const node = read('.node-version').trim();
  const [, pnpmVersion] = JSON.parse(read('package.json')).packageManager.split('@');
  const pins: Record<string, Record<string, { spec: string; integrity: string }>> = JSON.parse(
    read('tools/toolchain-pins.json'),
  );
  for (const [system, tools] of Object.entries(pins)) {
    expect(tools.pnpm?.spec).toBe(`@pnpm/exe.${system}@${pnpmVersion}`);
    if (!system.endsWith('-musl')) expect(tools.node?.spec).toMatch(new RegExp(`^node-.+@${node}$`));
    for (const { integrity } of Object.values(tools)) expect(integrity).toMatch(/^sha512-.{86}==$/);
  }
});
