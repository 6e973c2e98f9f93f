import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { emptyFolder, foreignServer, referenceServer, verify } from './verify-run.fixture.ts';

const refusing = () =>
  foreignServer((_, response) =>
    response
      .writeHead(403, { 'content-type': 'application/json' })
      .end('{"code":"403","message":"who are you?"}'),
  );

const DEVICE = '/dev/full';

/** A path that cannot be written, and why. */
const unwritable: readonly (readonly [why: string, path: (folder: string) => string])[] = [
  ['its folder does not exist', (folder) => join(folder, 'none', 'report')],
  ['it is a folder', (folder) => folder],
  ['a part of its path is not a folder', (folder) => join(textFile(folder), 'report')],
  ['the name is too long', (folder) => join(folder, 'n'.repeat(300))],
  ...(existsSync(DEVICE) ? [['no space is left on the device', () => DEVICE] as const] : []),
];

function textFile(folder: string): string {
  writeFileSync(join(folder, 'text'), '');
  return join(folder, 'text');
}

it.each(
  unwritable.flatMap(([why, path]) => ['--html', '--junit'].map((option) => [option, why, path] as const)),
)('prints the results and exits with 2 when %s cannot be written: %s', async (option, why, path) => {
  const file = path(emptyFolder());
  const args = ['--target', await referenceServer(), '--api', 'guance', '--reason', 'event-missing'];
  const { code, lines, stderr } = await verify([...args, option, file]);
  expect(code).toBe(2);
  expect(lines.at(-1)).toMatch(/\b[1-9]\d* passed, /);
  expect(stderr).toBe(`pushspec: cannot write ${file}: ${why}; name another file with \`${option}\`\n`);
});

it('writes one report when the other cannot be written, and exits with 1 for failed cases', async () => {
  const folder = emptyFolder();
  const files = ['--html', folder, '--junit', join(folder, 'junit.xml')];
  const { code, stderr } = await verify([
    ...['--target', await refusing(), '--api', 'guance', '--reason', 'event-missing', ...files],
  ]);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^pushspec: cannot write .*: it is a folder; name another file with `--html`\npushspec: \d+ of \d+ cases failed .*\n$/,
  );
  expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toContain('<failure ');
});

it('warns before the run that a report cannot be written', async () => {
  vi.stubEnv('TERM', 'xterm');
  const args = ['--target', 'http://127.0.0.1:1', '--html', '/'];
  const { code, stderr } = await verify(args, { isTTY: true }).finally(() => vi.unstubAllEnvs());
  expect(stderr).toMatch(
    /^pushspec: warning: cannot write \/: it is a folder; name another file with `--html`. The results are printed in any case\n/,
  );
  expect(code).toBe(3);
});

it.each([
  [['--html', 'same', '--junit', 'same'], /`--junit` and `--html` both name same/],
  [['--html', ''], /`--html` needs a file name/],
])('rejects the report files %j before anything is sent', async (options, message) => {
  const { code, stderr } = await verify(['--target', 'http://127.0.0.1:1', ...options]);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});
