/** Checks the installed types with current and older compilers. */
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { root } from '../../tools/packages.ts';
import { run, succeed } from './process.ts';
import { fileOf } from './runtimes.ts';

const { projects, scratch } = inject('packed');

/** Returns a compiler of this repository. TypeScript 5.9 generates the types, and 7.0 checks everything. */
function compilerOf(folder: string): { version: string; program: string } {
  const manifest = createRequire(join(root, folder, 'package.json')).resolve('typescript/package.json');
  const { version, bin } = createRequire(import.meta.url)(manifest);
  return { version, program: join(dirname(manifest), bin.tsc) };
}

const compilers = [compilerOf('packages/contract'), compilerOf('.')];
const strict = [
  ...['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'],
  // Also checks the declarations themselves, without types that only this repository has.
  ...['--skipLibCheck', 'false', '--target', 'es2022', '--lib', 'es2023,dom'],
];
const nodenext = ['--module', 'nodenext', '--moduleResolution', 'nodenext'];
const bundler = ['--module', 'esnext', '--moduleResolution', 'bundler'];

it('compiles with TypeScript 5.9 and 7.0', () => {
  expect(compilers.map(({ version }) => version.split('.', 2).join('.'))).toEqual(['5.9', '7.0']);
});

it.each(compilers)('compiles a user of the client with TypeScript $version', async ({ program }) => {
  for (const resolution of [nodenext, bundler]) {
    const command = [process.execPath, program, ...strict, ...resolution, 'client.ts'];
    await succeed(command, { cwd: projects.client });
  }
});

it.each(compilers)('compiles a user of everything with TypeScript $version', async ({ program }) => {
  const command = [process.execPath, program, ...strict, ...nodenext, '--types', 'node', 'tools.ts'];
  await succeed(command, { cwd: projects.withMock });
});

it.for(compilers)(
  'accepts the fetch of npm undici with TypeScript $version',
  async ({ program }, context) => {
    const undici = fileOf('undici', 'index.js', context);
    const lines = [
      `import { fetch } from ${JSON.stringify(undici)};`,
      "import { createGuanceClient } from '@pushspec/client/guance';",
      "createGuanceClient({ secret: 'secret', site: 'Guance CN1', fetch });",
    ];
    writeFileSync(join(projects.client, 'undici.ts'), lines.join('\n'));
    const types = [
      '--types',
      'node',
      '--typeRoots',
      join(root, 'node_modules/@types'),
      '--skipLibCheck',
      'true',
    ];
    await succeed([process.execPath, program, ...strict, ...nodenext, ...types, 'undici.ts'], {
      cwd: projects.client,
    });
  },
);

/** A project of CommonJS with the installed client. */
function commonJsProject(): string {
  const folder = mkdtempSync(join(scratch, 'commonjs-'));
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const source = [
    "import { createGuanceClient } from '@pushspec/client/guance';",
    'console.log(createGuanceClient);',
  ];
  writeFileSync(join(folder, 'index.ts'), source.join('\n'));
  mkdirSync(join(folder, 'node_modules'));
  cpSync(join(projects.client, 'node_modules'), join(folder, 'node_modules'), { recursive: true });
  return folder;
}

it('compiles to CommonJS with TypeScript 5.9 and newer, if `module` is `nodenext`', async () => {
  const cwd = commonJsProject();
  for (const { program } of compilers)
    await succeed([process.execPath, program, ...strict, ...nodenext, 'index.ts'], { cwd });
});

it('does not compile to CommonJS with TypeScript 5.7, or if `module` is `node16`', async (context) => {
  const cwd = commonJsProject();
  const node16 = ['--module', 'node16', '--moduleResolution', 'node16'];
  const commands = [
    [fileOf('typescript-5.7', 'lib/tsc.js', context), ...nodenext],
    ...compilers.map(({ program }) => [program, ...node16]),
  ];
  for (const command of commands) {
    const { code, stdout } = await run(
      [process.execPath, ...command, '--noEmit', '--skipLibCheck', 'index.ts'],
      { cwd },
    );
    expect(code).not.toBe(0);
    expect(stdout).toContain('error TS1479: The current file is a CommonJS module');
  }
});
