/** Every public module can be imported. */
import { existsSync, globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { programOf, toolNodes } from './installed.ts';
import { published, readManifest } from './packages.ts';
import { environmentOf, succeed } from './process.ts';

const { projects, nodes, scratch } = inject('packed');

/** The modules of a package, with those that a pattern stands for. */
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

it('knows modules of every package but the one that is data', () => {
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

it('imports every module of the client on the oldest Node that it names', async (context) => {
  const modules = modulesOf(projects.client, '@pushspec/client');
  const counts = await importAll(programOf(nodes.oldestOfClient, context), projects.client, modules);
  expect(Object.keys(counts)).toEqual(modules);
});

it('finds the files of the contracts by the name of their package', () => {
  const { resolve } = createRequire(join(projects.commandLine, 'package.json'));
  expect(existsSync(resolve('@pushspec/spec/guance/openapi.yaml'))).toBe(true);
});
