import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('prints the commented output when the example of the entry runs', async () => {
  const source = readFileSync(join(import.meta.dirname, 'index.ts'), 'utf8').replaceAll('\r\n', '\n');
  const [, block = ''] = /@example\n([\s\S]*?)\n \*\//.exec(source) ?? [];
  const code = block.replaceAll(/^ \* ?/gm, '');
  const printed = [...code.matchAll(/^\/\/ (.*)$/gm)].map(([, line]) => line);
  expect(printed).not.toEqual([]);
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: join(import.meta.dirname, '..'),
  });
  expect(stdout.trimEnd().split('\n')).toEqual(printed);
});
