/** Each public entry of the contract, doctor and mock packages has a doc comment with an example, which prints what it shows. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { apiNames } from '@pushspec/contract';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const packages = ['contract', 'doctor', 'mock'];

/** Returns the source files of a package's entries. An entry with `*` has one file for each API. */
function entriesOf(name: string): string[] {
  const folder = join('packages', name);
  const { exports } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as {
    exports: Record<string, string>;
  };
  return Object.values(exports)
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => (file.includes('*') ? apiNames.map((api) => file.replace('*', api)) : [file]))
    .map((file) => join(folder, file))
    .filter((file) => existsSync(join(root, file)));
}

const entries = packages.flatMap(entriesOf).map((file) => {
  const source = readFileSync(join(root, file), 'utf8');
  return { file, comment: /^(?:\/\/.*\n|\n)*(\/\*\*[\s\S]*?\*\/)/.exec(source)?.[1] ?? '' };
});

/** Returns the content of a code block in a doc comment, or an empty string. */
function blockOf(comment: string, language: string): string {
  const lines = comment.replaceAll(/^ \* ?/gm, '');
  return new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(lines)?.[1] ?? '';
}

/** Runs a module in the root of the repository, where the packages can be imported by name. Rejects if it fails. */
function runModule(code: string): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code], { cwd: root });
}

it('finds the entries of each API', () => {
  const files = entries.map(({ file }) => file);
  for (const api of apiNames)
    expect(files).toContain(`packages/contract/src/generated/${api}/wire-reasons.ts`);
});

it.each(entries)('the doc comment of $file starts with what the entry does', ({ comment }) => {
  expect(comment).toMatch(/^\/\*\*\n \* [A-Z][a-z]+s .*\.\n \*\n \* @example\n/);
});

it.concurrent.each(entries)('the example of $file prints the output that it shows', async ({ comment }) => {
  const [code, output] = [blockOf(comment, 'js'), blockOf(comment, 'text')];
  expect(output).not.toBe('');
  expect(await runModule(code)).toEqual({ stdout: output, stderr: '' });
});
