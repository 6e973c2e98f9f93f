/** Checks that client and server install from one tarball each, in an empty project outside the repository. */
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { root } from '../../tools/packages.ts';
import { outsideEnvironment, run, succeed } from './process.ts';

const { tarballs, scratch } = inject('packed');
const yarn = (folder: string) => [
  process.execPath,
  join(root, 'tools/release/node_modules', folder, 'bin/yarn.js'),
];

interface PackageManager {
  name: string;
  add: string[];
  /** Runs a file in the project. @default Node itself */
  node?: string[];
}

const managers: PackageManager[] = [
  { name: 'npm', add: ['npm', 'install', '--no-audit', '--no-fund'] },
  { name: 'pnpm', add: ['pnpm', 'add'] },
  { name: 'Yarn 1', add: [...yarn('yarn'), 'add'] },
  // Plug'n'Play has no node_modules, so a package finds only what it declares.
  {
    name: 'Yarn 4',
    add: [...yarn('@yarnpkg/cli-dist'), 'add'],
    node: [...yarn('@yarnpkg/cli-dist'), 'node'],
  },
];

/** Returns settings for Yarn: the npm registry, and an empty cache without earlier tarballs of this version. */
async function environmentFor(cwd: string): Promise<NodeJS.ProcessEnv> {
  const registry = (await succeed(['npm', 'config', 'get', 'registry'], { cwd })).trim();
  return {
    ...outsideEnvironment(),
    npm_config_registry: registry,
    YARN_NPM_REGISTRY_SERVER: registry,
    YARN_CACHE_FOLDER: join(cwd, '.cache'),
    YARN_GLOBAL_FOLDER: join(cwd, '.global'),
    YARN_ENABLE_TELEMETRY: '0',
    YARN_ENABLE_IMMUTABLE_INSTALLS: '0',
  };
}

it.for(managers)('installs and runs client and server with $name', async ({ add, node }) => {
  const cwd = mkdtempSync(join(scratch, 'elsewhere-'));
  const env = await environmentFor(cwd);
  writeFileSync(join(cwd, 'package.json'), '{ "name": "elsewhere", "private": true, "type": "module" }\n');
  // Without this file, Yarn 4 looks for a project in parent folders.
  writeFileSync(join(cwd, 'yarn.lock'), '');
  cpSync(join(import.meta.dirname, 'consumer/receive.mjs'), join(cwd, 'receive.mjs'));
  for (const name of ['@pushspec/client', '@pushspec/server']) {
    await succeed([...add, tarballs[name] ?? ''], { cwd, env });
  }
  const output = await succeed([...(node ?? [process.execPath]), 'receive.mjs'], { cwd, env });
  expect(JSON.parse(output)).toEqual({ outcome: 'accepted', event: 'disk full' });
});

it.each(['npm', 'pnpm'])('names the pack command when %s packs a single package', async (program) => {
  const cwd = join(root, 'packages/client');
  const command = [program, 'pack', '--pack-destination', scratch];
  const { code, stdout, stderr } = await run(command, { cwd });
  expect(code).not.toBe(0);
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.includes('npm run pack -- DIR'));
  expect(lines).toHaveLength(1);
});
