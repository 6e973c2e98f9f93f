/** Checks the dependencies between packages and files, and prints the structure figures. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiNames } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { circlesIn } from './structure/circles.ts';
import { figuresOf, figureTable } from './structure/figures.ts';
import { extensionNamesIn, filesNamingApis } from './structure/names.ts';
import {
  importedPath,
  isTest,
  readSource,
  root,
  sourcePaths,
  typescriptPaths,
} from './structure/source-file.ts';

/** The packages that a package may import and list in `dependencies` and `devDependencies`. */
const allowed: Record<string, string[]> = {
  contract: ['@pushspec/spec'],
  client: ['@pushspec/contract'],
  'spool-sqlite': ['@pushspec/client', '@pushspec/contract'],
  doctor: ['@pushspec/contract'],
  fleet: ['@pushspec/client', '@pushspec/contract'],
  server: ['@pushspec/contract', '@pushspec/doctor'],
  mock: ['@pushspec/contract'],
  theme: [],
  docs: ['@pushspec/contract', '@pushspec/spec', '@pushspec/theme'],
  inspector: ['@pushspec/contract', '@pushspec/theme'],
  conformance: ['@pushspec/contract', '@pushspec/spec'],
  relay: ['client', 'contract', 'fleet', 'server', 'spool-sqlite'].map((name) => `@pushspec/${name}`),
  cli: [
    ...[
      'client',
      'conformance',
      'contract',
      'docs',
      'doctor',
      'fleet',
      'inspector',
      'mock',
      'relay',
      'server',
    ],
  ].map((name) => `@pushspec/${name}`),
};

const packages = readdirSync(join(root, 'packages'));

const pathsOf = (name: string) => sourcePaths(`packages/${name}/src`);
const files = packages.flatMap(pathsOf).map(readSource);
const published = files.filter(({ path }) => !isTest(path));
const filesOf = (name: string) => files.filter(({ path }) => path.startsWith(`packages/${name}/`));

it('assigns a layer to every package', () => {
  expect(packages.sort()).toEqual(Object.keys(allowed).sort());
});

it.each(packages)('lets %s import only lower layers', (name) => {
  // Samples on pages are programs for readers.
  const foreign = filesOf(name)
    .filter(({ path }) => !isTest(path) && !/\/topics\/[^/]+\/samples\//.test(path))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ target }) => target.startsWith('@pushspec/') || target.startsWith('pushspec'))
        .filter(({ target }) => !allowed[name]?.includes(target.split('/').slice(0, 2).join('/')))
        .map(({ target }) => `${path} imports ${target}`),
    );
  expect(foreign).toEqual([]);
});

it.each(packages)('imports only public entries of other packages: %s', (name) => {
  const outside = filesOf(name).flatMap((file) =>
    file.imports
      .filter(({ target }) => importedPath(file, target)?.startsWith(`packages/${name}/`) === false)
      .map(({ target }) => `${file.path} imports ${target}`),
  );
  expect(outside).toEqual([]);
});

it('lets the client depend only on openapi-fetch at run time', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'packages/client/package.json'), 'utf8'));
  expect(Object.keys(manifest.dependencies)).toEqual(['openapi-fetch']);
});

it('keeps every source file below 300 lines', () => {
  const others = [...sourcePaths('tools'), ...sourcePaths('test')];
  const long = [...packages.flatMap(pathsOf), ...others].filter(
    (path) => readFileSync(join(root, path), 'utf8').split('\n').length > 300,
  );
  expect(long).toEqual([]);
});

it('keeps development secrets only in their part of the configuration', () => {
  const secrets = ['devAccessKeySecret', 'dev-metric-2f7c9a0e4b6d4c51', 'devStsSecret'];
  const elsewhere = published.filter(({ path }) => !path.startsWith('packages/contract/src/apis/'));
  const retyped = elsewhere.filter(({ text }) => secrets.some((secret) => text.includes(secret)));
  expect(retyped.map(({ path }) => path)).toEqual([]);
});

it('has no circular imports', () => {
  expect(circlesIn(published)).toEqual([]);
});

it('names contract extensions only in the reader, the lint rules and the contract diff', () => {
  expect(extensionNamesIn(published)).toEqual([]);
});

/** Files outside API folders and registries that may name an API, with the reason: at most six. */
const mayNameApis: Record<string, string> = {
  'packages/docs/src/samples/typescript.ts':
    'shows the typed clients, whose names and options no contract states',
  'packages/inspector/src/app/controls/open-faults.tsx': 'lists open faults, which only one API has',
  'packages/docs/src/samples/development-values.ts':
    'fills in development credentials, whose location no contract states',
  'packages/docs/src/pages/topics/admin-examples.ts': 'shows the admin API with one API as the example',
  'packages/docs/src/pages/topics/repository-files.ts': 'lists the option types of the clients',
  'packages/server/src/checked-fault.ts': 'gives an example in an error message',
};

it('names an API only in its own folder and in the registry of a package', () => {
  expect(Object.keys(mayNameApis).length).toBeLessThanOrEqual(6);
  const others = filesNamingApis(published, apiNames).filter((path) => !(path in mayNameApis));
  expect(others).toEqual([]);
});

it('prints the structure figures', () => {
  const generated = packages
    .flatMap((name) => typescriptPaths(`packages/${name}/src`))
    .filter((path) => path.includes('/generated/'));
  const figures = figuresOf({
    files: published,
    generated,
    apiNames,
    extensionNames: extensionNamesIn(published).length,
    apiFiles: filesNamingApis(published, apiNames).length,
  });
  console.log(figureTable(figures));
  expect(figures.every(({ value }) => Number.isInteger(value))).toBe(true);
});
