/** Local validation as it is published: small, by itself, and no part of the clients' own bundle. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { vendors } from '@pushspec/contract';
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

/** The chunk of an entry and all that it loads; names of what is not in the bundle stay names. */
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

it.each(vendors)('validation for %s loads nothing of the client and of other packages', (vendor) => {
  const { loaded, outside } = loadedBy(`${vendor}/validate.js`);
  const modules = modulesOf(loaded);
  expect(outside).toEqual([]);
  expect(modules).toContain(`${vendor}/item-validators.ts`);
  expect(modules).not.toContain('src/sender.ts');
  expect(modules).not.toContain(`${vendor}/client.ts`);
  expect(modules).not.toContain(`${vendor}/wire-reasons.ts`);
});

it.each(vendors)('the client for %s loads nothing of validation', (vendor) => {
  const modules = modulesOf(loadedBy(`${vendor}/index.js`).loaded);
  expect(modules).toContain('src/sender.ts');
  expect(modules.filter((module) => /item-|precompiled|validate/.test(module))).toEqual([]);
});

it.each(vendors)('validation for %s stays small', (vendor) => {
  const { loaded } = loadedBy(`${vendor}/validate.js`);
  const code = loaded.map((chunk) => chunk.code).join('\n');
  expect(Buffer.byteLength(code)).toBeLessThan(40_000);
  expect(gzipSync(code).length).toBeLessThan(12_000);
});

it.each(vendors)('validation for %s runs where no code may be made from text', (vendor) => {
  const file = pathToFileURL(join(folder, vendor, 'validate.js'));
  const source = `import { validate } from ${JSON.stringify(file)};
    const { valid, reasons } = validate(5, { kind: 'metric' });
    process.stdout.write(JSON.stringify([valid, reasons[0].code]));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', source],
    { encoding: 'utf8' },
  );
  const code = vendor === 'blueking' ? 'item-type' : 'event-type';
  expect({ stdout, stderr }).toEqual({ stdout: JSON.stringify([false, code]), stderr: '' });
});
