/** Checks CONTRIBUTING.md: its size, its links, and that each command in it exists and accepts its arguments. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parts } from '../tools/test-all.ts';

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').replaceAll('\r\n', '\n');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

const blocks = [...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].flatMap(([, code = '']) =>
  code.split('\n'),
);
const inline = [...text.matchAll(/`((?:npm|pnpm|node) [^`]+)`/g)].map(([, command = '']) => command);
const commands = new Set(
  [...blocks, ...inline].map((line) => line.replace(/ +#.*$/, '').trim()).filter(Boolean),
);

it('has at most 9 kB', () => {
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(9_000);
});

it('links to files that exist', () => {
  const links = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link = '']) => link);
  expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
});

it('names files and folders that exist', () => {
  const paths = [...text.matchAll(/`((?:spec|packages|test|tools)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  );
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it.each([...commands])('`%s` exists', (command) => {
  const [program, ...args] = command.split(' ');
  if (program === 'node') {
    expect(existsSync(join(root, args[0] ?? ''))).toBe(true);
    return;
  }
  if (args[0] === 'exec') {
    expect(args.slice(0, 3)).toEqual(['exec', 'vitest', 'run']);
    expect(existsSync(join(root, args[3] ?? ''))).toBe(true);
    return;
  }
  const script = args[0] === 'run' ? args[1] : args[0];
  expect(Object.keys(scripts)).toContain(script);
});

/** Commands that finish in seconds, with replacements that keep them short. `npm test` runs lint, generate and the type check. */
const quick = [
  // A shallow clone lacks the tags that `diff` looks for without `--base`.
  [
    'npm run contract -- diff',
    ['npm run contract -- diff', 'node packages/contract/src/bin.ts diff --base HEAD'],
  ],
  ['node test/conformance/play-sequences.ts --seed 7 --runs 100', ['100', '1']],
] as const;

it.each(quick)('`%s` runs', (command, [from = '', to = '']) => {
  expect([...commands]).toContain(command);
  const args = command.replace(from, to).split(' ').slice(1);
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

it('lists every test script', () => {
  expect(parts.filter((part) => !text.includes(part === 'test' ? '`npm test`' : `npm run ${part}`))).toEqual(
    [],
  );
});
