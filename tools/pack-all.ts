/** Builds and packs every package. */
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { published, root } from './packages.ts';

const execute = promisify(execFile);

/** Maximum output of the build in bytes, enough for every warning of every bundler. */
const MAX_OUTPUT = 64 * 1024 * 1024;

/**
 * Builds and packs every package. Resolves to the tarballs by package name, in the order of {@link published}.
 * @throws Error with the output of pnpm if a package cannot be built or packed
 */
export async function packAll(folder: string, env: NodeJS.ProcessEnv): Promise<Record<string, string>> {
  const destination = resolve(folder);
  mkdirSync(destination, { recursive: true });
  await pnpm(['--recursive', 'run', 'build'], { cwd: root, env });
  const packing = published.map(async ({ name, folder: own }) => {
    const output = await pnpm(['pack', '--json', '--pack-destination', destination], {
      cwd: join(root, own),
      env: { ...env, PUSHSPEC_PACKING: 'yes' },
    });
    return [name, resolve(destination, JSON.parse(output).filename)] as const;
  });
  return Object.fromEntries(await Promise.all(packing));
}

async function pnpm(args: string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<string> {
  // On Windows, pnpm is a script, which needs a shell.
  const shell = process.platform === 'win32';
  try {
    const { stdout } = await execute('pnpm', args, { ...options, shell, maxBuffer: MAX_OUTPUT });
    return stdout;
  } catch (cause) {
    const { message, stdout = '' } = cause as Error & { stdout?: string };
    throw new Error(`${message.trimEnd()}\n${stdout}`.trimEnd(), { cause });
  }
}

/** Returns the environment without the variables that npm and pnpm set for scripts. */
export function outsideEnvironment(): NodeJS.ProcessEnv {
  const scriptVariables =
    /^(npm_(package|lifecycle|config_local_prefix|command|execpath|node_execpath)|INIT_CWD|VITEST|NODE_ENV)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !scriptVariables.test(name)));
}
