/** The installed types, for the compilers of today and of yesterday. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { root } from './packages.ts';
import { succeed } from './process.ts';

const { projects } = inject('packed');

/** A compiler of this repository: with TypeScript 5.9 the types are generated, by 7.0 everything is checked. */
function compilerOf(folder: string): { version: string; program: string } {
  const manifest = createRequire(join(root, folder, 'package.json')).resolve('typescript/package.json');
  const { version, bin } = createRequire(import.meta.url)(manifest);
  return { version, program: join(dirname(manifest), bin.tsc) };
}

const compilers = [compilerOf('packages/contract'), compilerOf('.')];
const strict = [
  ...['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess'],
  // The declarations themselves are checked as well, without a declaration that only we have.
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
