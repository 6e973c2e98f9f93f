/**
 * Runs the bootstrap in small checkouts of its own, with an npm and a pnpm that only pretend: no network.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const repository = join(import.meta.dirname, '..');
const scratch = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'pushspec bootstrap ')));
afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));

// What stands in for the fetched pnpm is a shell script.
const onUnix = test.skipIf(process.platform === 'win32');

const cli = `
const [what, value] = process.argv.slice(2);
if (what === 'where') console.log(process.cwd(), process.env.INIT_CWD ?? '');
else if (what === 'exit') process.exitCode = Number(value);
else if (what === 'start') {
  setInterval(() => {}, 1000);
  process.on('SIGTERM', () => process.exit(0));
  console.log('listening');
} else if (what === 'stubborn') {
  setInterval(() => {}, 1000);
  process.on('SIGTERM', () => (console.log('closing'), process.on('SIGTERM', () => process.exit(143))));
  console.log('listening');
} else console.log(process.argv.slice(2).join(' '));
`;

/** Says its version, or "installs", as slowly as it is told to. */
const pnpm = (version: string) => `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
if (process.argv[2] === '--version') console.log('${version}');
else {
  await new Promise((resolve) => setTimeout(resolve, process.env.INSTALL_MS ?? 0));
  appendFileSync('installs.log', process.argv.slice(2).join(' ') + '\\n');
  mkdirSync('node_modules', { recursive: true });
  writeFileSync('node_modules/.modules.yaml', '');
  console.log('installed');
}
`;

const fetchedPnpm = `#!/bin/sh
echo "fetched pnpm: $*" >> installs.log
mkdir -p node_modules
`;

/** "Fetches" a package into the current folder, as \`npm pack\` does. */
const npm = (tarball: string) => `
require('node:fs').copyFileSync(${JSON.stringify(tarball)}, 'package.tgz');
console.log('package.tgz');
`;

interface Checkout {
  root: string;
  env: Record<string, string>;
}

/** A checkout on a machine with a new enough Node and the given pnpm. */
function createCheckout(pnpmVersion = '11.0.0'): Checkout {
  const root = fs.mkdtempSync(join(scratch, 'checkout '));
  const files = {
    'package.json': JSON.stringify({ engines: { node: '>=20', pnpm: '>=11' } }),
    'packages/cli/package.json': '{}',
    'packages/cli/src/bin.ts': cli,
    'tools/bootstrap.mjs': fs.readFileSync(join(repository, 'tools/bootstrap.mjs'), 'utf8'),
    'tools/toolchain-pins.json': '{}',
    'pnpm.mjs': pnpm(pnpmVersion),
  };
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(join(root, name, '..'), { recursive: true });
    fs.writeFileSync(join(root, name), text);
  }
  const { PATH = '', SystemRoot = '' } = process.env;
  const starter = { npm_execpath: join(root, 'pnpm.mjs'), npm_config_user_agent: `pnpm/${pnpmVersion}` };
  return { root, env: { PATH, SystemRoot, ...starter } };
}

/** Makes npm the one that started the run, with this pnpm in the registry. */
function servePnpm({ root, env }: Checkout, options: { pinned: boolean }): void {
  const folder = fs.mkdtempSync(join(scratch, 'registry '));
  const tarball = join(folder, 'pnpm.tgz');
  fs.mkdirSync(join(folder, 'package'));
  fs.writeFileSync(join(folder, 'package/pnpm'), fetchedPnpm, { mode: 0o755 });
  spawnSync('tar', ['-czf', 'pnpm.tgz', 'package'], { cwd: folder });
  const hash = createHash('sha512').update(options.pinned ? fs.readFileSync(tarball) : 'something else');
  const integrity = `sha512-${hash.digest('base64')}`;
  const tools = { pnpm: { spec: '@pnpm/exe@12.0.0', program: 'package/pnpm', integrity } };
  const system = `${process.platform}-${process.arch}`;
  const pins = JSON.stringify({ [system]: tools, [`${system}-musl`]: tools });
  fs.writeFileSync(join(root, 'tools/toolchain-pins.json'), pins);
  fs.writeFileSync(join(folder, 'npm-cli.cjs'), npm(tarball));
  Object.assign(env, { npm_execpath: join(folder, 'npm-cli.cjs'), npm_config_user_agent: 'npm/11.0.0' });
  // There is a pnpm on this machine, but it is too old.
  fs.mkdirSync(join(folder, 'bin'));
  fs.writeFileSync(join(folder, 'bin/pnpm'), '#!/bin/sh\necho 10.34.1\n', { mode: 0o755 });
  env.PATH = `${join(folder, 'bin')}:${env.PATH}`;
}

function start({ root, env }: Checkout, args: string[], cwd = root) {
  const child = spawn(process.execPath, [join(root, 'tools/bootstrap.mjs'), ...args], { cwd, env });
  const result = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    result.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    result.stderr += chunk;
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, ...result }));
  });
  const says = async (text: string) => {
    await expect.poll(() => result.stdout + result.stderr).toContain(text);
  };
  return { child, ended, says };
}

const run = (checkout: Checkout, ...args: string[]) => start(checkout, args).ended;

function installsOf({ root }: Checkout): string[] {
  const file = join(root, 'installs.log');
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trimEnd().split('\n') : [];
}

test('only the script writes to standard output, also when there is something to install', async () => {
  const { code, stdout, stderr } = await run(createCheckout(), 'pushspec', '--', 'lint', 'a b', '--', 'c');
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'lint a b -- c\n' });
  expect(stderr).toContain('installed');
});

test('the exit code is that of the script', async () => {
  expect(await run(createCheckout(), 'pushspec', 'exit', '7')).toMatchObject({ code: 7 });
});

test('pushspec works in the folder of the user, whether npm has changed to the root or not', async () => {
  const checkout = createCheckout();
  const folder = join(checkout.root, 'packages');
  expect((await start(checkout, ['pushspec', 'where'], folder).ended).stdout).toBe(`${folder} \n`);
  checkout.env.INIT_CWD = scratch;
  expect((await run(checkout, 'pushspec', 'where')).stdout).toBe(`${scratch} \n`);
});

test('installs once, and again when a package.json or what is installed changes', async () => {
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

test('of two first runs at once one installs and the other waits', async () => {
  const checkout = createCheckout();
  checkout.env.INSTALL_MS = '300';
  const results = await Promise.all([run(checkout, 'pushspec', 'a'), run(checkout, 'pushspec', 'b')]);
  expect(results.map(({ code, stdout }) => [code, stdout])).toEqual([
    [0, 'a\n'],
    [0, 'b\n'],
  ]);
  expect(installsOf(checkout)).toEqual(['install']);
});

test('waits for a lock whose process is alive', async () => {
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

test('takes over a lock whose process is gone, and gives it back', async () => {
  const checkout = createCheckout();
  const lock = join(checkout.root, '.toolchain/lock');
  fs.mkdirSync(join(lock, '..'));
  fs.writeFileSync(lock, String(spawnSync(process.execPath, ['--version']).pid));
  expect(await run(checkout, 'pushspec', 'x')).toMatchObject({ code: 0, stdout: 'x\n' });
  expect(fs.existsSync(lock)).toBe(false);
});

test('a second SIGTERM reaches what was started, too', async () => {
  const { child, says, ended } = start(createCheckout(), ['pushspec', 'stubborn']);
  await says('listening');
  child.kill('SIGTERM');
  await says('closing');
  await new Promise((resolve) => setTimeout(resolve, 100));
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 143 });
});

test('SIGTERM ends what was started, and its exit code counts', async () => {
  const { child, says, ended } = start(createCheckout(), ['start']);
  await says('listening');
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0, stdout: 'listening\n' });
});

onUnix('a pnpm that is too old gives way to the pinned one', async () => {
  const checkout = createCheckout();
  servePnpm(checkout, { pinned: true });
  expect(await run(checkout, 'pushspec', 'x')).toMatchObject({ code: 0, stdout: 'x\n' });
  expect(installsOf(checkout)).toEqual(['fetched pnpm: install']);
});

onUnix('what is not the pinned package is never run', async () => {
  const checkout = createCheckout();
  servePnpm(checkout, { pinned: false });
  const { code, stdout, stderr } = await run(checkout, 'pushspec', 'x');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^pushspec: @pnpm\/exe@12.0.0 is not what was pinned/);
  expect(installsOf(checkout)).toEqual([]);
  expect(fs.existsSync(join(checkout.root, '.toolchain/lock'))).toBe(false);
});

test('a system without a pinned Node is told what to install', async () => {
  const checkout = createCheckout();
  fs.writeFileSync(join(checkout.root, 'package.json'), '{"engines":{"node":">=1000.1","pnpm":">=11"}}');
  const { code, stderr } = await run(checkout, 'pushspec', 'x');
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^pushspec: there is no node for \S+ to fetch\. Install Node >=1000\.1 and pnpm >=11/,
  );
  expect(stderr.trimEnd()).not.toContain('\n');
});

test('the pinned packages are those of .node-version and packageManager', () => {
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
