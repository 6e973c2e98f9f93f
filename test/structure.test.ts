import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Which packages a package may import; the same is true of `dependencies` and `devDependencies`. */
const allowed: Record<string, string[]> = {
  contract: ['@pushspec/spec'],
  client: ['@pushspec/contract'],
  doctor: ['@pushspec/contract'],
  server: ['@pushspec/contract', '@pushspec/doctor'],
  mock: ['@pushspec/contract'],
  docs: ['@pushspec/contract', '@pushspec/spec'],
  inspector: ['@pushspec/contract'],
  conformance: ['@pushspec/contract', '@pushspec/spec'],
  cli: ['client', 'conformance', 'contract', 'docs', 'doctor', 'inspector', 'mock', 'server'].map(
    (name) => `@pushspec/${name}`,
  ),
};

const packages = readdirSync(join(root, 'packages'));

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.m?tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !/\/(node_modules|dist|generated)\//.test(file));
}

const importsOf = (file: string) =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /^(?:import|export|\})[^'\n]*from '([^']+)'|(?:import|resolve)\('([^']+)'\)/gm,
    ),
  ].map(([, named, called]) => named ?? called ?? '');

it('knows the place of every package', () => {
  expect(packages.sort()).toEqual(Object.keys(allowed).sort());
});

it.each(packages)('lets %s import only what stands below it', (name) => {
  const files = sources(`packages/${name}/src`).filter((file) => !/\.(test|fixture)\.ts$/.test(file));
  const foreign = files.flatMap((file) =>
    importsOf(file)
      .filter((target) => target.startsWith('@pushspec/') || target.startsWith('pushspec'))
      .filter((target) => !allowed[name]?.includes(target.split('/').slice(0, 2).join('/')))
      .map((target) => `${file} imports ${target}`),
  );
  expect(foreign).toEqual([]);
});

it.each(packages)('lets no file of %s reach into another package', (name) => {
  const outside = sources(`packages/${name}/src`).flatMap((file) =>
    importsOf(file)
      .filter((target) => target.startsWith('.'))
      .filter((target) => !join(file, '..', target).split(sep).join('/').startsWith(`packages/${name}/`))
      .map((target) => `${file} imports ${target}`),
  );
  expect(outside).toEqual([]);
});

it('gives the client no run-time dependency but openapi-fetch', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'packages/client/package.json'), 'utf8'));
  expect(Object.keys(manifest.dependencies)).toEqual(['openapi-fetch']);
});

it('keeps every source file below 300 lines', () => {
  const files = [
    ...packages.flatMap((name) => sources(`packages/${name}/src`)),
    ...sources('tools'),
    ...sources('test'),
  ];
  const long = files.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 300);
  expect(long).toEqual([]);
});

it('keeps a secret of development out of every file but the one that holds it, contracts and texts aside', () => {
  const published = ['devAccessKeySecret', 'dev-metric-2f7c9a0e4b6d4c51', 'devStsSecret'];
  const files = packages
    .flatMap((name) => sources(`packages/${name}/src`))
    .filter((file) => !/\.(test|fixture)\.ts$/.test(file));
  const retyped = files.filter((file) =>
    published.some((secret) => readFileSync(join(root, file), 'utf8').includes(secret)),
  );
  expect(retyped).toEqual([]);
});
