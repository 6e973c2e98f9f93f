/** What a bundled program with one client weighs, in bytes. What is loaded on demand counts apart. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { vendors } from '@pushspec/contract';
import { Rolldown } from 'tsdown';
import { afterAll, expect, inject, it } from 'vitest';
import budgets from './size-budget.json' with { type: 'json' };

const { projects } = inject('packed');
const report: string[] = [];
afterAll(() => console.log(['bytes, minified / gzipped', ...report].join('\n')));

interface Size {
  minified: number;
  gzipped: number;
}

/** The name of the function that makes a client. */
async function factoryOf(vendor: string): Promise<string> {
  const module = createRequire(join(projects.client, 'package.json')).resolve(`@pushspec/client/${vendor}`);
  const names = Object.keys(await import(pathToFileURL(module).href));
  return names.find((name) => /^create\w+Client$/.test(name)) ?? '';
}

async function programOf(vendor: string, hasReporter: boolean): Promise<string> {
  const factory = await factoryOf(vendor);
  const lines = [`export { ${factory} } from '@pushspec/client/${vendor}';`];
  if (hasReporter) lines.push("export { createReporter } from '@pushspec/client/reporter';");
  return lines.join('\n');
}

/** Sizes of all chunks, those first that are loaded at once. */
async function bundled(source: string, name: string, codeSplitting: boolean) {
  const input = join(projects.client, `size-${name}.js`);
  writeFileSync(input, source);
  const bundle = await Rolldown.rolldown({ input, platform: 'node', cwd: projects.client });
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting });
  await bundle.close();
  return output.filter((chunk) => chunk.type === 'chunk');
}

type Chunks = Awaited<ReturnType<typeof bundled>>;

/** The entry and whatever it imports without being asked. */
function loadedAtOnce(chunks: Chunks): Chunks {
  const found = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const chunk of found) {
    for (const other of chunks) if (chunk.imports.includes(other.fileName)) found.add(other);
  }
  return [...found];
}

function sizeOf(chunks: Chunks): Size {
  const sum = (size: (code: string) => number) => chunks.reduce((total, { code }) => total + size(code), 0);
  return { minified: sum((code) => Buffer.byteLength(code)), gzipped: sum((code) => gzipSync(code).length) };
}

const shown = ({ minified, gzipped }: Size) => `${minified} / ${gzipped}`;

async function measure(vendor: string, hasReporter: boolean): Promise<Size> {
  const source = await programOf(vendor, hasReporter);
  const name = hasReporter ? `${vendor}-with-reporter` : vendor;
  const chunks = await bundled(source, name, true);
  const first = loadedAtOnce(chunks);
  const size = sizeOf(first);
  const lazy = sizeOf(chunks.filter((chunk) => !first.includes(chunk)));
  const whole = sizeOf(await bundled(source, name, false));
  report.push(`${name}: ${shown(size)} at once, ${shown(lazy)} on demand, ${shown(whole)} in one piece`);
  return size;
}

/** What is wanted is reached for one number only: half of each client is openapi-fetch. What is held must not grow. */
function expectHeld(size: Size, name: keyof typeof budgets.held, wanted: Size): void {
  const held = budgets.held[name];
  report.push(`${name}: wanted ${shown(wanted)}, held ${shown(held)}, reached ${shown(size)}`);
  expect(size.minified).toBeGreaterThan(1000);
  expect(size.minified, `${shown(size)} bytes, held ${shown(held)}`).toBeLessThanOrEqual(held.minified);
  expect(size.gzipped, `${shown(size)} bytes, held ${shown(held)}`).toBeLessThanOrEqual(held.gzipped);
}

it.each(vendors)('does not grow: the client of %s', async (vendor) => {
  expectHeld(await measure(vendor, false), vendor, budgets.wanted.client);
});

it.each(vendors)('does not grow: the client of %s with the reporter', async (vendor) => {
  expectHeld(await measure(vendor, true), `${vendor} with reporter`, budgets.wanted['client with reporter']);
});
