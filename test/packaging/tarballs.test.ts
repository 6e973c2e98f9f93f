/** Checks the content of the tarballs, and how package managers and compilers read it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { apiNames } from '@pushspec/contract';
import { expect, inject, it } from 'vitest';
import { type Manifest, published, readManifest, root } from '../../tools/packages.ts';
import { succeed } from './process.ts';

const { tarballs, projects } = inject('packed');
const names = published.map(({ name }) => name);
const tool = (name: string) => join(root, 'tools/release/node_modules/.bin', name);

/** Returns the folder of an installed package. */
const installed = (name: string) => join(projects.withMock, 'node_modules', name);

function filesOf(name: string): string[] {
  return readdirSync(installed(name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(installed(name).length + 1))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}

const textOf = (name: string, file: string) => readFileSync(join(installed(name), file), 'utf8');

const API = apiNames.join('|');
const BUNDLES = new RegExp(`^bundles/(${API})/((documented|receiver)\\.en|zh)\\.json$`);

/** Files that a package may contain besides its manifest, license, READMEs and built files. */
const ownFiles: Record<string, RegExp> = {
  '@pushspec/client': /^dist\/([\w./-]+\.d\.ts\.map|sources\/(client|contract)\/[\w./-]+\.ts)$/,
  '@pushspec/contract': BUNDLES,
  '@pushspec/docs':
    /^dist\/(site\/(.*index|404)\.html|site\/(policies\.json|favicon\.svg|search\.(en|zh)\.json|inspector-(light|dark)\.(png|webp)|_astro\/.*\.css|(pagefind|bundles|collections)\/.*|llms(-full)?(\.zh)?\.txt)|(redocly-(license|third_party_notices)|(starlight|pagefind)-license)\.txt)$/,
  '@pushspec/inspector':
    /^dist\/(app\/(index\.html|app\.css|try\.css|strings\.(en|zh)\.json|contracts\.json)|(preact|virtual-core)-license\.txt)$/,
  '@pushspec/server': new RegExp(`^admin\\.openapi\\.yaml$|${BUNDLES.source}`),
  '@pushspec/spec': new RegExp(
    `^[\\w.]+\\.schema\\.json$|^GLOSSARY\\.zh-CN\\.md$|^(${API})/(NOTES\\.md|[\\w.-]+\\.yaml|scenarios/[\\w-]+\\.yaml|vectors/[\\w-]+\\.json)$`,
  ),
};

it.each(names)('has only a manifest, license, README and built files: %s', (name) => {
  const files = filesOf(name);
  const required = ['package.json', 'LICENSE', 'README.md'];
  // The README of the contracts themselves is in English only.
  if (name !== '@pushspec/spec') required.push('README.zh-CN.md');
  expect(files).toEqual(expect.arrayContaining(required));
  const usual = /^(package\.json|LICENSE|README(\.zh-CN)?\.md|CHANGELOG\.md|dist\/[\w./-]+(\.js|\.d\.ts))$/;
  const others = files.filter((file) => !usual.test(file) && !ownFiles[name]?.test(file));
  expect(others).toEqual([]);
  expect(files.filter((file) => /\.(test|fixture)\.|\/fixtures?\//.test(file))).toEqual([]);
});

it.each(names)('states its description, license and supported engines: %s', (name) => {
  const manifest = readManifest(installed(name));
  expect(manifest).toMatchObject({ license: 'Apache-2.0', type: 'module', description: /./ });
  expect(manifest.keywords?.length).toBeGreaterThan(2);
  expect(manifest.engines?.node ?? '').toMatch(name === '@pushspec/spec' ? /^$/ : /^>=\d+\.\d+\.\d+$/);
  for (const file of filesOf(name).filter((file) => /^README\b.*\.md$/.test(file)))
    expect(textOf(name, file), file).toContain(`# ${name}\n`);
});

it.each(names)('exports existing files, including its manifest: %s', (name) => {
  const files = filesOf(name);
  const targets = Object.entries(readManifest(installed(name)).exports).flatMap(([entry, target]) =>
    typeof target === 'string' ? [[entry, target]] : Object.values(target).map((file) => [entry, file]),
  ) as [string, string][];
  const missing = targets.filter(([, target]) => {
    const [start = '', end = ''] = target.replace('./', '').split('*');
    return !files.some((file) => file.startsWith(start) && file.endsWith(end));
  });
  expect(missing).toEqual([]);
  expect(targets.some(([entry]) => entry === './package.json' || entry === './*')).toBe(true);
});

/** Returns the packages that the built files import or resolve by name. Ignores the examples in comments. */
function importedBy(name: string): Set<string> {
  const texts = filesOf(name)
    .filter((file) => /\.(js|d\.ts)$/.test(file))
    .map((file) => textOf(name, file).replace(/^\s*(?:\/\*\*|\*|\/\/).*$/gm, ''));
  const specifiers = texts.flatMap((text) =>
    [...text.matchAll(/(?:\bfrom |\bimport |\bimport\(|\bresolve\()["']([^"'./][^"']*)["']/g)].map(
      ([, specifier = '']) => specifier,
    ),
  );
  const packages = specifiers
    .filter((specifier) => !specifier.startsWith('node:') && !builtinModules.includes(specifier))
    .map((specifier) =>
      specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/'),
    );
  return new Set(packages);
}

it.each(names)('declares exactly the packages that it imports: %s', (name) => {
  const { dependencies, peerDependencies } = readManifest(installed(name));
  const declared = Object.keys({ ...dependencies, ...peerDependencies });
  expect([...importedBy(name)].sort()).toEqual(declared.sort());
});

it.each(names)('depends on registry versions and contains no local paths: %s', (name) => {
  const { dependencies, peerDependencies }: Manifest = readManifest(installed(name));
  for (const range of Object.values({ ...dependencies, ...peerDependencies })) expect(range).toMatch(/^~?\d/);
  const traces = filesOf(name).filter((file) => textOf(name, file).includes(root));
  expect(traces).toEqual([]);
});

it('bundles our own packages in the server tarball and in the client tarball', () => {
  for (const name of ['@pushspec/server', '@pushspec/client']) {
    const own = Object.keys(readManifest(installed(name)).dependencies ?? {}).filter((other) =>
      names.includes(other),
    );
    expect(own).toEqual([]);
  }
});

it('has the licenses of the code in the rendered pages', () => {
  expect(textOf('@pushspec/docs', 'dist/redocly-license.txt')).toContain('Redocly');
  expect(textOf('@pushspec/docs', 'dist/redocly-third_party_notices.txt')).toContain('react@');
  expect(textOf('@pushspec/docs', 'dist/starlight-license.txt')).toContain('MIT License');
  expect(textOf('@pushspec/docs', 'dist/pagefind-license.txt')).toContain('MIT License');
});

it('runs the command line from its install location', () => {
  const { bin = {} } = readManifest(installed('pushspec'));
  const file = join(installed('pushspec'), bin.pushspec ?? '');
  expect(readFileSync(file, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o111).not.toBe(0);
});

it.each(names)('passes publint: %s', async (name) => {
  const output = await succeed([tool('publint'), 'run', tarballs[name] ?? '', '--strict'], { cwd: root });
  expect(output).toContain('All good!');
});

const withTypes = names.filter((name) => name !== '@pushspec/spec');

it.each(withTypes)('passes attw: %s', async (name) => {
  const command = [tool('attw'), tarballs[name] ?? '', '--profile', 'esm-only', '--format', 'json'];
  const { analysis, problems } = JSON.parse(await succeed(command, { cwd: root }));
  const entries = Object.keys(readManifest(installed(name)).exports).filter((entry) => !entry.includes('*'));
  expect(Object.keys(analysis.entrypoints)).toEqual(expect.arrayContaining(entries));
  expect(problems ?? {}).not.toHaveProperty('InternalResolutionError');
});
