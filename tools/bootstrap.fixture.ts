/** Creates small checkouts in which tests run the bootstrap, with fake versions of npm and pnpm that need no network. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';

export const repository = join(import.meta.dirname, '..');
/** The folder of this test file's checkouts. */
export let scratch = '';

/** Creates the scratch folder of a test file and removes it afterwards. Test files share this module, so each one calls it. */
export function useScratch(): void {
  beforeAll(() => {
    scratch = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'pushspec bootstrap ')));
  });
  afterAll(() => fs.rmSync(scratch, { recursive: true, force: true }));
}

const cli = `
const [what, value] = process.argv.slice(2);
if (what === 'where') console.log(process.cwd(), process.env.INIT_CWD ?? '');
else if (what === 'exit') process.exitCode = Number(value);
else if (what === 'start' && value === 'typed') console.log(process.env.PUSHSPEC_TYPED_AS);
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

/** A fake pnpm that prints its version, or pretends to install for `INSTALL_MS` milliseconds. */
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

const downloadedPnpm = `#!/bin/sh
echo "downloaded pnpm: $*" >> installs.log
mkdir -p node_modules
`;

/** A fake `npm pack` that copies a tarball into the current folder. */
const npm = (tarball: string) => `
require('node:fs').copyFileSync(${JSON.stringify(tarball)}, 'package.tgz');
console.log('package.tgz');
`;

export interface Checkout {
  root: string;
  env: Record<string, string>;
}

/** Creates a checkout on a machine with a current Node and this version of pnpm. */
export function createCheckout(pnpmVersion = '11.0.0'): Checkout {
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

/** Makes npm the program that starts the run, with a pnpm in its registry. */
export function servePnpm({ root, env }: Checkout, options: { pinned: boolean }): void {
  const folder = fs.mkdtempSync(join(scratch, 'registry '));
  const tarball = join(folder, 'pnpm.tgz');
  fs.mkdirSync(join(folder, 'package'));
  fs.writeFileSync(join(folder, 'package/pnpm'), downloadedPnpm, { mode: 0o755 });
  spawnSync('tar', ['-czf', 'pnpm.tgz', 'package'], { cwd: folder });
  const hash = createHash('sha512').update(options.pinned ? fs.readFileSync(tarball) : 'something else');
  const integrity = `sha512-${hash.digest('base64')}`;
  const tools = { pnpm: { spec: '@pnpm/exe@12.0.0', program: 'package/pnpm', integrity } };
  const system = `${process.platform}-${process.arch}`;
  const pins = JSON.stringify({ [system]: tools, [`${system}-musl`]: tools });
  fs.writeFileSync(join(root, 'tools/toolchain-pins.json'), pins);
  fs.writeFileSync(join(folder, 'npm-cli.cjs'), npm(tarball));
  Object.assign(env, { npm_execpath: join(folder, 'npm-cli.cjs'), npm_config_user_agent: 'npm/11.0.0' });
  // The pnpm on this machine is too old.
  fs.mkdirSync(join(folder, 'bin'));
  fs.writeFileSync(join(folder, 'bin/pnpm'), '#!/bin/sh\necho 10.34.1\n', { mode: 0o755 });
  env.PATH = `${join(folder, 'bin')}:${env.PATH}`;
}

/** Starts the bootstrap. */
export function start({ root, env }: Checkout, args: string[], cwd = root) {
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

export const run = (checkout: Checkout, ...args: string[]) => start(checkout, args).ended;

/** Returns a line for each install in a checkout. */
export function installsOf({ root }: Checkout): string[] {
  const file = join(root, 'installs.log');
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trimEnd().split('\n') : [];
}
