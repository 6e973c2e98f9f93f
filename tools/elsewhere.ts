/**
 * Runs `npm test` in an unusual environment: in a fresh clone of the last commit, in a path with a space and Chinese
 * characters, with an unusual terminal, locale, time zone and umask, next to a busy loop on every core, and as an
 * ordinary user if root starts it. The path has no percent sign, because Vitest decodes `%41` in the path of a dependency.
 * Usage: `npm run test:elsewhere [-- vitest arguments]`. The last line is that of `npm test`.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface User {
  readonly uid: number;
  readonly gid: number;
}

const root = join(import.meta.dirname, '..');
const children = new Set<ChildProcess>();

const unusual = {
  TERM: 'dumb',
  FORCE_COLOR: '1',
  LANG: 'C',
  LC_ALL: 'C',
  TZ: 'Asia/Kathmandu',
  COLUMNS: '40',
};

/** Returns an ordinary user to run as, or `undefined` unless this is root and the user can run npm. */
function ordinaryUser(home: string): User | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/etc/passwd')) return undefined;
  const line = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'));
  if (!line) return undefined;
  const user = { uid: Number(line[1]), gid: Number(line[2]) };
  try {
    execFileSync('npm', ['--version'], { ...user, cwd: '/', env: environment(home), stdio: 'ignore' });
    return user;
  } catch {
    console.log('# the user nobody cannot run npm, so this runs as root');
    return undefined;
  }
}

function environment(home: string): NodeJS.ProcessEnv {
  const { PATH, CHROMIUM } = process.env;
  // The downloaded Node of this checkout may be in a folder that others cannot read. The clone has a copy.
  const folders = (PATH ?? '').split(':').filter((folder) => !folder.startsWith(root));
  return {
    PATH: folders.join(':'),
    HOME: home,
    TMPDIR: join(home, 'tmp'),
    npm_config_update_notifier: 'false',
    ...(CHROMIUM && { CHROMIUM }),
    ...unusual,
  };
}

/** Clones the last commit. Copies the downloads of this checkout, so that nothing is downloaded again. */
function clone(folder: string): void {
  const source = pathToFileURL(root).href;
  execFileSync('git', ['clone', '--quiet', '--depth=1', source, folder], { stdio: 'inherit' });
  const toolchain = join(root, '.toolchain');
  if (existsSync(toolchain)) cpSync(toolchain, join(folder, '.toolchain'), { recursive: true });
  rmSync(join(folder, '.toolchain/lock'), { force: true });
  // Installs before the switch, because the ordinary user may have no access to the registry.
  const install = ['tools/bootstrap.mjs', 'pushspec', '--version'];
  execFileSync(process.execPath, install, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Makes a user the owner of a folder. Files with several hard links are also in the store of pnpm, and stay unchanged. */
function changeOwner({ uid, gid }: User, folder: string): void {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const path of [folder, ...entries.map(({ parentPath, name }) => join(parentPath, name))]) {
    const stats = lstatSync(path);
    if (stats.isDirectory() || stats.nlink === 1) lchownSync(path, uid, gid);
  }
}

function start(command: string, args: readonly string[], options: object): ChildProcess {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  children.add(child);
  return child;
}

function endAll(): void {
  for (const child of children) child.kill('SIGTERM');
}

async function main(args: readonly string[]): Promise<void> {
  process.umask(0o077);
  const scratch = mkdtempSync(join(tmpdir(), 'pushspec 别处 '));
  const home = join(scratch, 'home');
  mkdirSync(join(home, 'tmp'), { recursive: true });
  process.once('exit', () => {
    endAll();
    rmSync(scratch, { recursive: true, force: true });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
  const folder = join(scratch, 'push spec');
  clone(folder);
  const user = ordinaryUser(home);
  if (user) changeOwner(user, scratch);
  for (let core = 0; core < availableParallelism(); core++) {
    start(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  }
  const child = start('npm', ['test', '--', ...args], { ...user, cwd: folder, env: environment(home) });
  process.exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
  process.exit();
}

await main(process.argv.slice(2));
