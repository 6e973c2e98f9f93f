/** Checks that bundled local validation is small, independent, and not part of the clients' bundles. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { apiNames } from '@pushspec/contract';
import { build } from 'tsdown';
import { afterAll, beforeAll, expect, it } from 'vitest';

interface Chunk {
  fileName: string;
  imports: string[];
  moduleIds: string[];
  code: string;
}

const folder = mkdtempSync(join(tmpdir(), 'pushspec-client-'));
let chunks: Chunk[] = [];

beforeAll(async () => {
  const cwd = join(import.meta.dirname, '../packages/client');
  const bundles = await build({ cwd, outDir: folder, dts: false, minify: true, logLevel: 'silent' });
  chunks = bundles.flatMap((bundle) => bundle.chunks.filter((chunk) => chunk.type === 'chunk'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Returns the chunk of an entry and everything it loads. Imports outside of the bundle stay names. */
function loadedBy(entry: string): { loaded: Chunk[]; outside: string[] } {
  const names = new Set([entry]);
  for (const name of names) {
    for (const other of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) names.add(other);
  }
  const loaded = chunks.filter(({ fileName }) => names.has(fileName));
  const outside = [...names].filter((name) => loaded.every(({ fileName }) => fileName !== name));
  return { loaded, outside };
}

const modulesOf = (loaded: readonly Chunk[]) =>
  loaded.flatMap(({ moduleIds }) => moduleIds.map((id) => id.split(/[\\/]/).slice(-2).join('/')));

it.each(apiNames)('validation for %s loads nothing from the client or other packages', (api) => {
  const { loaded, outside } = loadedBy(`${api}/validate.js`);
  const modules = modulesOf(loaded);
  expect(outside).toEqual([]);
  expect(modules).toContain(`${api}/item-validators.ts`);
  expect(modules).not.toContain('src/sender.ts');
  expect(modules).not.toContain(`${api}/client.ts`);
  expect(modules).not.toContain(`${api}/wire-reasons.ts`);
});

it.each(apiNames)('the client for %s loads no validation code', (api) => {
  const modules = modulesOf(loadedBy(`${api}/index.js`).loaded);
  expect(modules).toContain('src/sender.ts');
  expect(modules.filter((module) => /item-|precompiled|validate/.test(module))).toEqual([]);
});

it.each(apiNames)('validation for %s stays small', (api) => {
  const { loaded } = loadedBy(`${api}/validate.js`);
  const code = loaded.map((chunk) => chunk.code).join('\n');
  expect(Buffer.byteLength(code)).toBeLessThan(40_000);
  expect(gzipSync(code).length).toBeLessThan(12_000);
});

it.each(apiNames)('validation for %s runs without eval', (api) => {
  const file = pathToFileURL(join(folder, api, 'validate.js'));
  const source = `import { validate } from ${JSON.stringify(file)};
    const { valid, reasons } = validate(5, { kind: 'metric' });
    process.stdout.write(JSON.stringify([valid, reasons[0].code]));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', source],
    { encoding: 'utf8' },
  );
  const code = api === 'blueking' ? 'item-type' : 'event-type';
  expect({ stdout, stderr }).toEqual({ stdout: JSON.stringify([false, code]), stderr: '' });
});
