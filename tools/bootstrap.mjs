/**
 * Starts `npm start`, `npm test` and the other scripts. On a machine with only Node 20 and npm, it downloads the pinned
 * Node and pnpm into `.toolchain/`, installs the dependencies, and runs the script. If the machine has a current Node or
 * pnpm, it uses that instead. Only the script writes to standard output.
 * This file runs on an old Node before anything is installed, so it is not TypeScript and imports built-in modules only.
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
const manualSetup = `Install Node ${engines.node} and pnpm ${engines.pnpm}, then run this again.`;
const cli = join(root, 'packages/cli/src/bin.ts');
const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run'];
const inUserFolder = {
  start: [cli, 'start'],
  pushspec: [cli],
  contract: [join(root, 'packages/contract/src/bin.ts')],
  generate: [join(root, 'packages/contract/src/bin.ts'), 'generate'],
  pack: [join(root, 'tools/pack.ts')],
};
const inRoot = {
  check: [join(root, 'tools/check.ts')],
  vitest,
  all: [join(root, 'tools/test-all.ts')],
  browser: [...vitest, '--project=browser'],
  conformance: [...vitest, '--project=conformance'],
  e2e: [...vitest, '--project=e2e'],
  fleet: [...vitest, '--project=fleet'],
  chaos: [join(root, 'test/chaos/run.ts')],
  samples: [...vitest, '--project=samples'],
  programs: [join(root, 'test/programs/run.ts')],
  tools: [...vitest, '--project=tools'],
  fuzz: [join(root, 'test/tools/fuzz.ts')],
  configurations: [...vitest, '--project=configurations'],
  packaging: [...vitest, '--config=vitest.packaging.config.ts'],
  mutants: [join(root, 'test/mutants/run.ts')],
  'source-mutants': [join(root, 'test/mutants/source/run.ts')],
  elsewhere: [join(root, 'tools/elsewhere.ts')],
  changeset: [join(root, 'tools/release/changeset.ts')],
};
const scripts = { ...inUserFolder, ...inRoot };

/** Options of `start` that npm consumes unless `--` precedes them. Not `--json`, because npm has its own. */
const startOptions = [
  ...['port', 'mock-port', 'host', 'allow-development-credentials', 'profile', 'config'],
  ...['store', 'log', 'explain'],
];

/** An error that the user can fix. It is printed as one line, without a stack trace. */
class Stop extends Error {}

const say = (line) => process.stderr.write(`pushspec: ${line}\n`);
const exitCodeOf = (signal) => 128 + constants.signals[signal];
const sha512 = (data) => createHash('sha512').update(data).digest('base64');
const atLeast = (version, range) => version.localeCompare(range.slice(2), 'en', { numeric: true }) >= 0;
const children = new Set();
let stoppedBy = '';
let stoppedAt = -Infinity;

/** Milliseconds in which a repeated signal counts once. npm forwards a signal that the whole process group has already received. */
const ECHO_MS = 60;

/** Forwards a signal. Many programs, including the CLI, exit immediately on a second one. */
function stop(signal) {
  const now = performance.now();
  if (signal === stoppedBy && now - stoppedAt < ECHO_MS) return;
  stoppedBy = signal;
  stoppedAt = now;
  if (children.size === 0) process.exit(exitCodeOf(signal));
  // A terminal sends Ctrl-C to the children itself.
  if (signal !== 'SIGINT' || !isatty(0)) for (const child of children) child.kill(signal);
}

/** Keeps running after the reader of the output has exited, such as `head`. */
function ignoreBrokenPipes() {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

function forwardSignals() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  if (isWindows || !env.npm_lifecycle_event) return;
  // npm may be killed without a signal to this process. Then this process, or the shell between them, gets another parent.
  const parent = `/proc/${ppid}/stat`;
  const shellParent = () => fs.existsSync(parent) && read(parent).match(/\((?:da|ba)?sh\) . (\d+)/)?.[1];
  const npm = shellParent();
  const watch = setInterval(() => {
    if (process.ppid === ppid && shellParent() === npm) return;
    clearInterval(watch);
    stop('SIGTERM');
  }, 500).unref();
}

/** Runs a program and resolves to its exit code. With `failure`, rejects with that message unless the exit code is 0. */
function run([command, ...args], options, failure) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], ...options });
    children.add(child);
    child.on('error', ({ code }) => fail(new Stop(`${command} cannot be run (${code}). ${manualSetup}`)));
    child.on('close', (code, signal) => {
      children.delete(child);
      // Only the script, which inherits standard input, decides how it ends.
      if (stoppedBy && options.stdio !== 'inherit') process.exit(exitCodeOf(stoppedBy));
      if (failure && code !== 0) fail(new Stop(failure));
      else done(code ?? exitCodeOf(signal));
    });
  });
}

/** Returns the source and the destination of the pinned Node or pnpm for this system. */
function pinnedTool(name) {
  const isMusl = platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
  const system = `${platform}-${arch}${isMusl ? '-musl' : ''}`;
  const pins = JSON.parse(read('tools/toolchain-pins.json'));
  const { spec = `${name} for ${system}`, program = name, integrity } = pins[system]?.[name] ?? {};
  const folder = join(toolchain, spec.replace('/', '-'));
  return { spec, program, integrity, folder, path: join(folder, program) };
}

/** Returns the command for npm or pnpm: the program that started this process, or the one in PATH. */
function commandOf(name) {
  const { npm_execpath: starter, npm_config_user_agent: agent } = env;
  if (!starter || !agent?.startsWith(`${name}/`)) return isWindows ? ['cmd.exe', '/d', '/c', name] : [name];
  return /\.[cm]?js$/.test(starter) ? [process.execPath, starter] : [starter];
}

/** Returns the command for the machine's pnpm, or `undefined` if it is missing or too old. */
function ownPnpm() {
  const [command, ...args] = commandOf('pnpm');
  const { status, stdout } = spawnSync(command, [...args, '--version'], { cwd: root, encoding: 'utf8' });
  return status === 0 && atLeast(stdout, engines.pnpm) ? [command, ...args] : undefined;
}

/** Downloads a tool with the user's npm, which knows their registry, and verifies it before it can run. */
async function downloadTool({ spec, program, integrity, folder, path }) {
  if (fs.existsSync(path)) return;
  if (!integrity) throw new Stop(`there is no ${spec} to download. ${manualSetup}`);
  say(`downloading ${spec}`);
  const partial = `${folder}.partial`;
  fs.rmSync(partial, { recursive: true, force: true });
  fs.mkdirSync(partial, { recursive: true });
  // With npm's default pauses between attempts, it takes more than a minute to report a missing network.
  const options = ['--loglevel=error', '--update-notifier=false', '--fetch-retry-mintimeout=500'];
  if (!fs.existsSync(homedir())) options.push('--cache=../npm-cache');
  const advice = 'Check the network and `npm config get registry`, then run this again.';
  const pack = [...commandOf('npm'), 'pack', spec, ...options];
  await run(pack, { cwd: partial }, `npm could not download ${spec}: see its message above. ${advice}`);
  const file = fs.readdirSync(partial).find((name) => name.endsWith('.tgz'));
  const isPinned = `sha512-${sha512(fs.readFileSync(join(partial, file)))}` === integrity;
  if (!isPinned) throw new Stop(`${spec} differs from the pinned package, and was not run. ${advice}`);
  // Unpacks only the program. Node's package contains thousands of other files.
  await run(['tar', '-xf', file, program], { cwd: partial }, `tar could not unpack ${spec}. ${manualSetup}`);
  fs.rmSync(join(partial, file));
  fs.renameSync(partial, folder);
}

/** Returns a hash of everything that an install depends on. If it changes, pnpm must check the dependencies again. */
function installState() {
  const folders = ['.', 'spec', ...fs.readdirSync(join(root, 'packages')).map((name) => `packages/${name}`)];
  const manifests = folders.map((folder) => `${folder}/package.json`);
  // A manual install with other packages, for example with --prod, rewrites the last file.
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests, 'node_modules/.modules.yaml'];
  const contents = files.map((file) => fs.existsSync(join(root, file)) && read(file));
  const linked = folders.map((folder) => fs.existsSync(join(root, folder, 'node_modules')));
  return sha512(JSON.stringify([root, platform, arch, contents, linked]));
}

const isInstalled = () => fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === installState();

async function setUp(node, pinned) {
  const pnpm = isInstalled() ? [] : ownPnpm();
  await Promise.all([
    node === pinned.node.path && downloadTool(pinned.node),
    pnpm ?? downloadTool(pinned.pnpm),
  ]);
  if (isInstalled()) return;
  const frozen = env.CI && env.CI !== 'false' ? ['--frozen-lockfile'] : [];
  const install = [...(pnpm ?? [pinned.pnpm.path]), 'install', ...frozen];
  const failure = 'pnpm could not install the dependencies: see its message above.';
  await run(install, { cwd: root, stdio: ['ignore', 2, 2] }, failure);
  fs.writeFileSync(stamp, installState());
}

/** Takes the lock for setting up this checkout. Returns whether that succeeded, and removes the lock of a process that has ended. */
function tryLock() {
  try {
    fs.writeFileSync(lock, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    const holder = Number(fs.readFileSync(lock, 'utf8'));
    // Containers reuse process numbers, so a lock with this number is from an earlier run.
    if (holder === process.pid) fs.rmSync(lock);
    else process.kill(holder, 0);
  } catch (error) {
    if (error.code === 'ESRCH') fs.rmSync(lock, { force: true });
  }
  return false;
}

async function withLock(work) {
  fs.mkdirSync(toolchain, { recursive: true });
  for (let isReported = false; !tryLock(); isReported = true) {
    if (!isReported) say(`waiting for another run that is setting up (if there is none, remove ${lock})`);
    await sleep(200);
  }
  const release = () => fs.rmSync(lock, { force: true });
  process.once('exit', release);
  await work();
  process.off('exit', release);
  release();
}

/** Returns the command to run instead, if npm has consumed options of `start`. npm passes their values on as arguments. */
function withDashes(args) {
  const given = (option) => env[`npm_config_${option.replaceAll('-', '_')}`];
  const consumed = startOptions.filter(given);
  if (consumed.length === 0) return undefined;
  const shown = consumed.map((option) => {
    if (given(option) !== 'true') return `--${option} ${given(option)}`;
    return consumed.length === 1 ? [`--${option}`, ...args].join(' ') : `--${option} …`;
  });
  return `npm start -- ${shown.join(' ')}`;
}

/** Returns `start` as the user typed it, so that hints can be pasted. */
function typedStart() {
  const starter = env.npm_config_user_agent?.match(/^(npm|pnpm)\//)?.[1];
  if (!env.npm_lifecycle_event || !starter) return {};
  return { PUSHSPEC_TYPED_AS: starter === 'npm' ? 'npm start --' : 'pnpm start' };
}

async function main([name, ...args]) {
  const script = scripts[name];
  if (!script) throw new Stop(`there is no script ${name}: use ${Object.keys(scripts).join(', ')}.`);
  const better = name === 'start' ? withDashes(args) : undefined;
  if (better) throw new Stop(`npm has consumed an option: run \`${better}\` instead`);
  if (name === 'start') Object.assign(env, typedStart());
  ignoreBrokenPipes();
  forwardSignals();
  const pinned = { node: pinnedTool('node'), pnpm: pinnedTool('pnpm') };
  const node = atLeast(process.versions.node, engines.node) ? process.execPath : pinned.node.path;
  const folders = [node, pinned.pnpm.path].filter((path) => path !== process.execPath).map(dirname);
  env.PATH = [...folders, env.PATH].join(delimiter);
  if (!fs.existsSync(node) || !isInstalled()) await withLock(() => setUp(node, pinned));
  // npm changes to the root before it runs a script, but the file names in the arguments are relative to the user's folder.
  const userFolder = (process.cwd() === root && env.INIT_CWD) || process.cwd();
  delete env.INIT_CWD;
  const command = [node, ...script, ...args.slice(args[0] === '--' ? 1 : 0)]; // pnpm passes the first --
  process.exitCode = await run(command, { cwd: name in inRoot ? root : userFolder, stdio: 'inherit' });
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  for (const child of children) child.kill();
  if (!(error instanceof Stop) && !error.syscall) throw error;
  say(error instanceof Stop ? error.message : `${error.message}. Check that this folder is writable.`);
  process.exit(1);
}
