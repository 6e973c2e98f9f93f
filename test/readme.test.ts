/** Checks that the README is short and that its samples are samples from the pages, which tests run. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from '@pushspec/server';
import { run } from 'pushspec';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n');
const readmes = ['README.md', 'README.zh-CN.md'];

const withoutComments = (code: string) => code.replace(/\s+\/\/ .*$/gm, '');

it.each(readmes)('%s has at most 8 kB', (file) => {
  expect(Buffer.byteLength(read(file))).toBeLessThanOrEqual(8_000);
});

it.each(readmes)('each TypeScript sample of %s is also on a page, where a test runs it', (file) => {
  const samples = globSync('packages/docs/src/pages/topics/*/samples/*.ts', { cwd: root }).map(read);
  const shown = [...read(file).matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
  expect(shown.length).toBeGreaterThan(0);
  for (const code of shown) expect(samples.map(withoutComments)).toContain(withoutComments(code));
});

it('prints the verdict that the README shows', async () => {
  const server = await createServer();
  try {
    const { url } = await server.listen({ port: 0 });
    const [, path = '', body = ''] =
      /curl -s http:\/\/127\.0\.0\.1:4010(\S+)[\s\S]*?-d '([^']+)'/.exec(read('README.md')) ?? [];
    const headers = { 'Content-Type': 'application/json' };
    await fetch(url + path, { method: 'POST', headers, body });
    const [verdict] = await server.requests();
    let printed = '';
    const output = { write: (text: string) => (printed += text) };
    const streams = { stdout: output, stderr: output, stdin: process.stdin };
    expect(await run(['requests', String(verdict?.id), '--url', url], streams)).toBe(0);
    for (const file of readmes) {
      const [, shown = 'nothing'] = /^```text\n([\s\S]*?)^```$/m.exec(read(file)) ?? [];
      expect(printed).toContain(shown);
    }
  } finally {
    await server.close();
  }
});

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
/** Commands of npm itself. */
const OF_NPM = ['init', 'pkg'];
const canPack = 'pack' in scripts;

it.skipIf(!canPack).each(readmes)(
  `the npm scripts that %s names exist${canPack ? '' : ' (not run: there is no npm run pack yet)'}`,
  (file) => {
    const named = [...read(file).matchAll(/npm (?:run (?:-s )?)?([a-z:-]+)/g)].map(([, name = '']) => name);
    expect([...new Set(named)].filter((name) => !(name in scripts) && !OF_NPM.includes(name))).toEqual([]);
  },
);
