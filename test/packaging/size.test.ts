/** Checks the size of a bundled program with one client, in bytes. Code loaded on demand counts separately. */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { apiNames } from '@pushspec/contract';
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

/** Returns the name of the function that creates a client. */
async function factoryOf(api: string): Promise<string> {
  const module = createRequire(join(projects.client, 'package.json')).resolve(`@pushspec/client/${api}`);
  const names = Object.keys(await import(pathToFileURL(module).href));
  return names.find((name) => /^create\w+Client$/.test(name)) ?? '';
}

async function programOf(api: string, hasReporter: boolean): Promise<string> {
  const factory = await factoryOf(api);
  const lines = [`export { ${factory} } from '@pushspec/client/${api}';`];
  if (hasReporter) lines.push("export { createReporter } from '@pushspec/client/reporter';");
  return lines.join('\n');
}

/** Bundles a program and returns its chunks, entry first. */
async function bundled(source: string, name: string, codeSplitting: boolean) {
  const input = join(projects.client, `size-${name}.js`);
  writeFileSync(input, source);
  const bundle = await Rolldown.rolldown({ input, platform: 'node', cwd: projects.client });
  const { output } = await bundle.generate({ format: 'esm', minify: true, codeSplitting });
  await bundle.close();
  return output.filter((chunk) => chunk.type === 'chunk');
}

type Chunks = Awaited<ReturnType<typeof bundled>>;

/** Returns the entry and the chunks that it imports statically. */
function loadedInitially(chunks: Chunks): Chunks {
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

async function measure(api: string, hasReporter: boolean): Promise<Size> {
  const source = await programOf(api, hasReporter);
  const name = hasReporter ? `${api}-with-reporter` : api;
  const chunks = await bundled(source, name, true);
  const first = loadedInitially(chunks);
  const size = sizeOf(first);
  const lazy = sizeOf(chunks.filter((chunk) => !first.includes(chunk)));
  const whole = sizeOf(await bundled(source, name, false));
  report.push(`${name}: ${shown(size)} at once, ${shown(lazy)} on demand, ${shown(whole)} in one piece`);
  return size;
}

/**
 * Fails if a bundle exceeds its budget. Clients without the reporter reach the target sizes, except CloudMonitor, which signs and
 * has a long list of regions. A client loads openapi-fetch with the first `send()`, and a reporter does not need it.
 */
function expectWithinBudget(size: Size, name: keyof typeof budgets.held, wanted: Size): void {
  const held = budgets.held[name];
  report.push(`${name}: wanted ${shown(wanted)}, held ${shown(held)}, reached ${shown(size)}`);
  expect(size.minified).toBeGreaterThan(1000);
  expect(size.minified, `${shown(size)} bytes, budget ${shown(held)}`).toBeLessThanOrEqual(held.minified);
  expect(size.gzipped, `${shown(size)} bytes, budget ${shown(held)}`).toBeLessThanOrEqual(held.gzipped);
}

/** The baseline is the size before the failure policy was added. Later APIs have none. */
it.each(Object.keys(budgets.baseline) as (keyof typeof budgets.baseline)[])(
  'has a budget of at most 110 percent of the baseline: %s',
  (name) => {
    const { held, baseline } = budgets;
    expect(held[name].minified).toBeLessThanOrEqual(baseline[name].minified * 1.1);
    expect(held[name].gzipped).toBeLessThanOrEqual(baseline[name].gzipped * 1.1);
  },
);

it.each(apiNames)('stays within its size budget: the client of %s', async (api) => {
  expectWithinBudget(await measure(api, false), api, budgets.wanted.client);
});

it.each(apiNames)('stays within its size budget: the client of %s with the reporter', async (api) => {
  expectWithinBudget(
    await measure(api, true),
    `${api} with reporter`,
    budgets.wanted['client with reporter'],
  );
});
