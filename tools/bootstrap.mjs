/**
 * What `npm start`, `npm test` and `npm run pushspec` run first. On a machine with nothing but Node 20 and npm
 * it fetches the pinned Node and pnpm into `.toolchain/`, installs the dependencies, and hands over.
 * A Node or pnpm of the machine that is new enough is used instead. Standard output is the script's alone.
 * This runs before anything is installed and on an old Node: built-in modules only, no TypeScript.
 * Usage: node tools/bootstrap.mjs start|check|pushspec|generate|... [arguments]
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { constants, homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const toolchain = join(root, '.toolchain');
const lock = join(toolchain, 'lock');
const stamp = join(root, 'node_modules/.pushspec-installed');
const read = (file) => fs.readFileSync(resolve(root, file), 'utf8');
const { engines } = JSON.parse(read('package.json'));
const { env, platform, arch, ppid } = process;
const isWindows = platform === 'win32';
const byHand = `Install Node ${engines.node} and pnpm ${engines.pnpm}, then run this again.`;
const cli = join(root, 'packages/cli/src/bin.ts');
const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run'];
const ofUserFolder = {
  start: [cli, 'start'],
  pushspec: [cli],
  generate: [join(root, 'packages/contract/src/bin.ts'), 'generate'],
};
const ofRoot = {
  check: [join(root, 'tools/check.ts')],
  all: [join(root, 'tools/test-all.ts')],
  browser: [...vitest, '--project=browser'],
  conformance: [...vitest, '--project=conformance'],
  e2e: [...vitest, '--project=e2e'],
  samples: [...vitest, '--project=samples'],
  configurations: [...vitest, '--project=configurations'],
  packaging: [...vitest, '--config=vitest.packaging.config.ts'],
  mutants: [join(root, 'test/mutants/run.ts')],
  'source-mutants': [join(root, 'test/mutants/source/run.ts')],
  elsewhere: [join(root, 'tools/elsewhere.ts')],
  changeset: [join(root, 'tools/release/changeset.ts')],
};
const scripts = { ...ofUserFolder, ...ofRoot };

/** A failure the user can do something about: printed as one line, without a stack. */
class Stop extends Error {}

const say = (line) => process.stderr.write(`pushspec: ${line}\n`);
const exitCodeOf = (signal) => 128 + constants.signals[signal];
const sha512 = (data) => createHash('sha512').update(data).digest('base64');
const atLeast = (version, range) => version.localeCompare(range.slice(2), 'en', { numeric: true }) >= 0;
const children = new Set();
let stoppedBy = '';
let stoppedAt = -Infinity;

/** In these milliseconds a signal counts once: npm forwards one that the whole process group has had. */
const ECHO_MS = 60;

/** Passes a signal on. To many programs, the CLI among them, a second one means "at once". */
function stop(signal) {
  const now = performance.now();
  if (signal === stoppedBy && now - stoppedAt < ECHO_MS) return;
  stoppedBy = signal;
  stoppedAt = now;
  if (children.size === 0) process.exit(exitCodeOf(signal));
  // A terminal sends Ctrl-C to the children itself.
  if (signal !== 'SIGINT' || !isatty(0)) for (const child of children) child.kill(signal);
}

/** A reader that goes away, such as `head`, ends nothing. */
function ignoreBrokenPipes() {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

function passSignalsOn() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  if (isWindows || !env.npm_lifecycle_event) return;
  // npm can be killed without a word to us: then our parent, or that of the sh in between, is another one.
  const parent = `/proc/${ppid}/stat`;
  const ofShell = () => fs.existsSync(parent) && read(parent).match(/\((?:da|ba)?sh\) . (\d+)/)?.[1];
  const npm = ofShell();
  const watch = setInterval(() => {
    if (process.ppid === ppid && ofShell() === npm) return;
    clearInterval(watch);
    stop('SIGTERM');
  }, 500).unref();
}

/** Runs a program to its end and resolves to its exit code, or fails with the message given for any but 0. */
function run([command, ...args], options, failure) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
    children.add(child);
    child.on('error', ({ code }) => fail(new Stop(`${command} cannot be run (${code}). ${byHand}`)));
    child.on('close', (code, signal) => {
      children.delete(child);
      // Only the script, the one program that has our standard input, decides itself how to end.
      if (stoppedBy && options.stdio !== 'inherit') process.exit(exitCodeOf(stoppedBy));
      if (failure && code !== 0) fail(new Stop(failure));
      else done(code ?? exitCodeOf(signal));
    });
  });
}

/** Where the pinned Node or pnpm for this system comes from and goes to. */
function pinnedTool(name) {
  const isMusl = platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
  const system = `${platform}-${arch}${isMusl ? '-musl' : ''}`;
  const pins = JSON.parse(read('tools/toolchain-pins.json'));
  const { spec = `${name} for ${system}`, program = name, integrity } = pins[system]?.[name] ?? {};
  const folder = join(toolchain, spec.replace('/', '-'));
  return { spec, program, integrity, folder, path: join(folder, program) };
}

/** How to run npm or pnpm: the one that started this process, else the one in PATH. */
function commandOf(name) {
  const { npm_execpath: starter, npm_config_user_agent: agent } = env;
  if (!starter || !agent?.startsWith(`${name}/`)) return isWindows ? ['cmd.exe', '/d', '/c', name] : [name];
  return /\.[cm]?js$/.test(starter) ? [process.execPath, starter] : [starter];
}

/** The machine's pnpm, if it has one that works and is new enough. */
function ownPnpm() {
  const [command, ...args] = commandOf('pnpm');
  const { status, stdout } = spawnSync(command, [...args, '--version'], { cwd: root, encoding: 'utf8' });
  return status === 0 && atLeast(stdout, engines.pnpm) ? [command, ...args] : undefined;
}

/** Fetches a tool with the user's npm, so from the registry they have set up, and checks it before it can run. */
async function fetchTool({ spec, program, integrity, folder, path }) {
  if (fs.existsSync(path)) return;
  if (!integrity) throw new Stop(`there is no ${spec} to fetch. ${byHand}`);
  say(`fetching ${spec}`);
  const partial = `${folder}.partial`;
  fs.rmSync(partial, { recursive: true, force: true });
  fs.mkdirSync(partial, { recursive: true });
  // With npm's own pauses between tries it takes more than a minute to say that there is no network.
  const options = ['--loglevel=error', '--update-notifier=false', '--fetch-retry-mintimeout=500'];
  if (!fs.existsSync(homedir())) options.push('--cache=../npm-cache');
  const advice = 'Check the network and `npm config get registry`, then run this again.';
  const pack = [...commandOf('npm'), 'pack', spec, ...options];
  await run(pack, { cwd: partial }, `npm could not fetch ${spec} and says why above. ${advice}`);
  const file = fs.readdirSync(partial).find((name) => name.endsWith('.tgz'));
  const isPinned = `sha512-${sha512(fs.readFileSync(join(partial, file)))}` === integrity;
  if (!isPinned) throw new Stop(`${spec} is not what was pinned: nothing of it was run. ${advice}`);
  // Node's package holds thousands of other files, which nobody needs here.
  await run(['tar', '-xf', file, program], { cwd: partial }, `tar could not unpack ${spec}. ${byHand}`);
  fs.rmSync(join(partial, file));
  fs.renameSync(partial, folder);
}

/** A hash of all that an install depends on: with another one, pnpm has to look at the dependencies again. */
function installState() {
  const folders = ['.', 'spec', ...fs.readdirSync(join(root, 'packages')).map((name) => `packages/${name}`)];
  const manifests = folders.map((folder) => `${folder}/package.json`);
  // An install by hand that changes what is there, for example with --prod, rewrites the last file.
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests, 'node_modules/.modules.yaml'];
  const texts = files.map((file) => fs.existsSync(join(root, file)) && read(file));
  const linked = folders.map((folder) => fs.existsSync(join(root, folder, 'node_modules')));
  return sha512(JSON.stringify([root, platform, arch, texts, linked]));
}

const isInstalled = () => fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === installState();

async function setUp(node, pinned) {
  const pnpm = isInstalled() ? [] : ownPnpm();
  await Promise.all([node === pinned.node.path && fetchTool(pinned.node), pnpm ?? fetchTool(pinned.pnpm)]);
  if (isInstalled()) return;
  const frozen = env.CI && env.CI !== 'false' ? ['--frozen-lockfile'] : [];
  const install = [...(pnpm ?? [pinned.pnpm.path]), 'install', ...frozen];
  const failure = 'pnpm could not install the dependencies and says why above.';
  await run(install, { cwd: root, stdio: ['ignore', 2, 2] }, failure);
  fs.writeFileSync(stamp, installState());
}

/** Takes the lock on setting up this checkout, unless a process that is still alive has it. */
function tryLock() {
  try {
    fs.writeFileSync(lock, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    const holder = Number(fs.readFileSync(lock, 'utf8'));
    // In containers the same process numbers come again: one that is ours is of an earlier run.
    if (holder === process.pid) fs.rmSync(lock);
    else process.kill(holder, 0);
  } catch (error) {
    if (error.code === 'ESRCH') fs.rmSync(lock, { force: true });
  }
  return false;
}

async function withLock(work) {
  fs.mkdirSync(toolchain, { recursive: true });
  for (let told = false; !tryLock(); told = true) {
    if (!told) say(`waiting for another run that is setting up (if there is none, remove ${lock})`);
    await sleep(200);
  }
  const release = () => fs.rmSync(lock, { force: true });
  process.once('exit', release);
  await work();
  process.off('exit', release);
  release();
}

async function main([name, ...args]) {
  const script = scripts[name];
  if (!script) throw new Stop(`there is no script ${name}: use ${Object.keys(scripts).join(', ')}.`);
  ignoreBrokenPipes();
  passSignalsOn();
  const pinned = { node: pinnedTool('node'), pnpm: pinnedTool('pnpm') };
  const node = atLeast(process.versions.node, engines.node) ? process.execPath : pinned.node.path;
  const folders = [node, pinned.pnpm.path].filter((path) => path !== process.execPath).map(dirname);
  env.PATH = [...folders, env.PATH].join(delimiter);
  if (!fs.existsSync(node) || !isInstalled()) await withLock(() => setUp(node, pinned));
  // npm changes to the root before it runs a script, but the CLI is given file names of the user's folder.
  const userFolder = (process.cwd() === root && env.INIT_CWD) || process.cwd();
  delete env.INIT_CWD;
  const command = [node, ...script, ...args.slice(args[0] === '--' ? 1 : 0)]; // pnpm hands on the first --
  process.exitCode = await run(command, { cwd: name in ofRoot ? root : userFolder, stdio: 'inherit' });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  for (const child of children) child.kill();
  if (!(error instanceof Stop) && !error.syscall) throw error;
  say(error instanceof Stop ? error.message : `${error.message}. Can this folder be written to?`);
  process.exit(1);
}
