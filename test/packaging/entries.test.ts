/** Checks that every public module can be imported. */
import { existsSync, globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { published, readManifest } from '../../tools/packages.ts';
import { oldestOf, programOf, toolNodes } from './installed.ts';
import { environmentOf, succeed } from './process.ts';

const { projects, scratch } = inject('packed');

/** Returns the modules of a package, including those that match a pattern. */
function modulesOf(project: string, name: string): string[] {
  const folder = join(project, 'node_modules', name);
  return Object.entries(readManifest(folder).exports).flatMap(([entry, target]) => {
    if (typeof target === 'string') return [];
    const module = name + entry.slice(1);
    if (!entry.includes('*')) return [module];
    const [start = '', end = ''] = (target.default ?? '').split('*');
    const files = globSync(`${start}**${end}`, { cwd: folder });
    return files.map((file) => module.replace('*', file.slice(start.length - 2, file.length - end.length)));
  });
}

async function importAll(
  program: string,
  project: string,
  modules: string[],
): Promise<Record<string, number>> {
  const options = { cwd: project, env: environmentOf(program, scratch) };
  return JSON.parse(await succeed([program, 'import-all.mjs', ...modules], options));
}

const modulesOfTools = published.flatMap(({ name }) => modulesOf(projects.withMock, name));

it('lists modules of every package except the data package', () => {
  const packages = modulesOfTools.map((module) =>
    module
      .split('/')
      .slice(0, module[0] === '@' ? 2 : 1)
      .join('/'),
  );
  const expected = published.map(({ name }) => name).filter((name) => name !== '@pushspec/spec');
  expect([...new Set(packages)]).toEqual(expected);
  expect(modulesOfTools).toContain('@pushspec/contract/guance');
});

it.for(toolNodes)('imports every module on Node $version', async (node, context) => {
  const counts = await importAll(programOf(node, context), projects.withMock, modulesOfTools);
  expect(Object.keys(counts)).toEqual(modulesOfTools);
  expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
});

it.for(published.filter(({ name }) => name !== '@pushspec/spec'))(
  'imports every module of $name on the oldest supported Node',
  async ({ name }, context) => {
    const modules = modulesOf(projects.withMock, name);
    const counts = await importAll(programOf(oldestOf(name), context), projects.withMock, modules);
    expect(Object.keys(counts)).toEqual(modules);
  },
);

it('resolves the contract files by their package name', () => {
  const { resolve } = createRequire(join(projects.commandLine, 'package.json'));
  expect(existsSync(resolve('@pushspec/spec/guance/openapi.yaml'))).toBe(true);
});
