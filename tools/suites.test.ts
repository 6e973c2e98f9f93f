import { globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { expect, it } from 'vitest';
import { longSuites, packagingTests, testFiles } from './suites.ts';
import { countsOf, failuresIn, parts } from './test-all.ts';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

const files = globSync('**/*.test.{ts,tsx,mts,js,mjs}', {
  cwd: root,
  exclude: ['**/node_modules', '.toolchain', '**/dist'],
}).map((file) => file.replaceAll('\\', '/'));

const lists = { ...longSuites, packaging: [packagingTests] };

function suitesOf(file: string): string[] {
  const long = Object.entries(lists)
    .filter(([, patterns]) => patterns.some((pattern) => matchesGlob(file, pattern)))
    .map(([name]) => name);
  if (long.length > 0) return long;
  return testFiles.some((pattern) => matchesGlob(file, pattern)) ? ['quick'] : [];
}

it('every test file belongs to exactly one script', () => {
  expect(files.length).toBeGreaterThan(190);
  expect(files.filter((file) => suitesOf(file).length !== 1)).toEqual([]);
});

it.each(Object.values(lists).flat())('the pattern %s of a long suite matches test files', (pattern) => {
  expect(files.filter((file) => matchesGlob(file, pattern))).not.toEqual([]);
});

/** Scripts that `test:all` does not run: itself, and the one that repeats a part of `test:tools` for longer. */
const apart = ['test:all', 'test:fuzz'];

it('test:all runs npm test and every other test script once', () => {
  const names = Object.keys(scripts).filter((name) => name.startsWith('test') && !apart.includes(name));
  expect([...parts].sort()).toEqual(names.sort());
});

it.each(Object.keys(lists))('the suite %s has a script', (name) => {
  expect(scripts[`test:${name}`]).toBe(`node tools/bootstrap.mjs ${name}`);
});

it('CI runs all test scripts', () => {
  expect(read('.ci/run').trimEnd().split('\n').at(-1)).toBe('exec npm run --silent test:all');
});

it.each<[string, number, string, [number, number, number]]>([
  ['a success', 0, 'text\n3 passed, 0 failed, 1 skipped\n', [3, 0, 1]],
  ['failures', 1, '3 passed, 2 failed, 1 skipped\n', [3, 2, 1]],
  ['a failure that is not counted', 1, '3 passed, 0 failed, 0 skipped', [3, 1, 0]],
  ['a part that ends without counting', 0, 'no line', [0, 1, 0]],
])('the last line of a part counts %s', (_, code, output, [passed, failed, skipped]) => {
  expect(countsOf(code, output)).toEqual({ passed, failed, skipped });
});

it('the failures of a part are the lines that name a test or a mutant, with the messages', () => {
  const lines = [
    ...[
      '3 tests run',
      'failed: test/a.test.ts > a fact',
      '  | expected 1 to be 2',
      'SURVIVOR packages/a.ts:1',
    ],
    ...['  an ordinary line', 'test:types failed in 3 s', '2 passed, 1 failed, 0 skipped'],
  ];
  expect(failuresIn(lines.join('\n'))).toEqual([...lines.slice(1, 4), lines[5]]);
});
