/** Checks the client in bundled programs. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it, type TestContext } from 'vitest';
import { exchangeInput, expectedResults } from './exchange.ts';
import { environmentOf, succeed } from './process.ts';
import { importOf } from './runtimes.ts';

const { projects, scratch } = inject('packed');
const entry = join(projects.client, 'main.mjs');

/** Bundles {@link entry} and its dependencies for Node into `main.mjs` of a folder. */
const bundlers: Record<string, (folder: string, context: TestContext) => Promise<void>> = {
  async esbuild(outdir, context) {
    const { build } = await importOf('esbuild', context);
    const out = { outdir, outExtension: { '.js': '.mjs' } };
    await build({
      entryPoints: [entry],
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      ...out,
    });
  },

  async Rollup(dir, context) {
    const { rollup } = await importOf('rollup', context);
    const { nodeResolve } = await importOf('@rollup/plugin-node-resolve', context);
    const plugins = [nodeResolve({ exportConditions: ['node'] })];
    const bundle = await rollup({ input: entry, external: /^node:/, plugins });
    await bundle.write({ dir, format: 'esm', entryFileNames: 'main.mjs' });
    await bundle.close();
  },

  async Vite(outDir, context) {
    const { build } = await importOf('vite', context);
    await build({
      configFile: false,
      root: projects.client,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: { ssr: entry, outDir, rolldownOptions: { output: { entryFileNames: 'main.mjs' } } },
    });
  },

  async webpack(path, context) {
    const { default: webpack } = await importOf('webpack', context);
    const compiler = webpack({
      mode: 'production',
      target: 'node20',
      context: projects.client,
      entry,
      output: {
        path,
        filename: 'main.mjs',
        chunkFormat: 'module',
        module: true,
        library: { type: 'module' },
      },
      experiments: { outputModule: true },
    });
    const run = Promise.withResolvers<{ hasErrors(): boolean; toString(): string }>();
    compiler.run((error: Error | null, stats: never) => (error ? run.reject(error) : run.resolve(stats)));
    const stats = await run.promise;
    compiler.close(() => {});
    if (stats.hasErrors()) throw new Error(String(stats));
  },
};

it.for(Object.keys(bundlers))('exchanges requests when it is bundled with %s', async (name, context) => {
  // Nothing is installed there, so that the program runs only if everything is in the bundle.
  const folder = mkdtempSync(join(scratch, 'bundled-'));
  await bundlers[name]?.(folder, context);
  const command = [process.execPath, join(folder, 'main.mjs'), JSON.stringify(await exchangeInput())];
  const output = await succeed(command, { cwd: folder, env: environmentOf(process.execPath, scratch) });
  expect(JSON.parse(output)).toEqual(expectedResults());
});
