/** Creates a copy of the workspace and adds the toy, as CONTRIBUTING.md describes under "Add an API". */
import { execFile } from 'node:child_process';
import { cpSync, globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copyWorkspace, type WorkspaceCopy } from '../workspace-copy.ts';

const FOLDERS = ['packages', 'tsconfig.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml'];

/** The line to change in each list of APIs, before and after adding the toy. */
const LINES: readonly (readonly [file: string, before: string, after: string])[] = [
  ['packages/contract/src/apis/index.ts', '  guance,\n});', "  guance,\n  toy: 'cloudmonitor',\n});"],
  ...['server', 'conformance', 'cli'].flatMap((name) => {
    const [file, from] =
      name === 'conformance'
        ? ['packages/conformance/src/apis/api-adapter.ts', "from './toy.ts'"]
        : [
            `packages/${name}/src/apis/index.ts`,
            name === 'cli' ? "from './toy.ts'" : "from './toy/index.ts'",
          ];
    return [
      [file, '  guance,\n};', '  guance,\n  toy,\n};'],
      [file, 'import { guance }', `import { toy } ${from};\nimport { guance }`],
    ] as const;
  }),
  [
    'packages/client/package.json',
    '"./reporter": "./src/reporter/index.ts",',
    '"./reporter": "./src/reporter/index.ts", "./toy": "./src/toy/index.ts", "./toy/validate": "./src/toy/validate.ts",',
  ],
];

const TOY = '  toy:\n    root: spec/toy/openapi.yaml\n';

export interface WorkspaceOptions {
  /** Installs dependencies instead of sharing them: Astro builds pages only with components inside its own root. */
  readonly isInstalled?: boolean;
}

/** Copies the workspace, adds the toy and generates. Remove the copy after use. */
export async function workspaceWithToy({
  isInstalled = false,
}: WorkspaceOptions = {}): Promise<WorkspaceCopy> {
  const copy = copyWorkspace(...FOLDERS);
  if (isInstalled) await install(copy.folder);
  cpSync(join(import.meta.dirname, 'toy'), copy.folder, { recursive: true });
  cpSync(join(import.meta.dirname, 'programs'), join(copy.folder, 'programs'), { recursive: true });
  copy.edit('redocly.yaml', (text) => `${text.trimEnd()}\n${TOY}`);
  for (const [file, before, after] of LINES) {
    copy.edit(file, (text) => {
      if (!text.includes(before)) throw new Error(`${file} does not contain ${before}`);
      return text.replace(before, after);
    });
  }
  await copy.node('packages/contract/src/bin.ts', 'generate');
  return copy;
}

/** Installs dependencies from the store that the installation of this workspace filled. */
async function install(cwd: string): Promise<void> {
  for (const shared of globSync('{.,packages/*}/node_modules', { cwd }))
    rmSync(join(cwd, shared), { recursive: true });
  const env = { ...process.env, npm_config_yes: 'true' };
  await promisify(execFile)('pnpm', ['install', '--frozen-lockfile', '--prefer-offline'], { cwd, env });
}
