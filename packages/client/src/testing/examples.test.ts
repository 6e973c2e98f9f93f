/** Runs the examples in the doc comments of the entries for tests and for telemetry, and compares what they print. */
import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const source = join(import.meta.dirname, '..');
const run = promisify(execFile);

interface Example {
  readonly title: string;
  readonly code: string;
  /** The comments after `console.log()`. */
  readonly output: string;
}

/** Only examples with imports are whole programs. */
function examplesOf(file: string): Example[] {
  const comments = readFileSync(join(source, file), 'utf8').match(/\/\*\*[\s\S]*?\*\//g) ?? [];
  return comments.flatMap((comment) => {
    const text = comment.replace(/^ \*(?: |\/$|$)/gm, '');
    const [, ...examples] = text.split(/^@example\n/m);
    return examples
      .filter((code) => code.startsWith('import '))
      .map((code) => {
        const prints = [...code.matchAll(/console\.log\(.*\/\/ (.*)$/gm)].map(([, print = '']) => print);
        return { title: file, code, output: prints.join('\n') };
      });
  });
}

const examples = globSync('{testing/*,opentelemetry/*,*/in-memory}.ts', { cwd: source })
  .sort()
  .flatMap(examplesOf);

it('finds examples', () => {
  expect(examples.length).toBeGreaterThanOrEqual(4);
});

it.each(examples)('the example in $title prints what its comments say', async ({ code, output }) => {
  const parameters = ['--input-type=module-typescript', '--eval', code];
  const { stdout } = await run(process.execPath, parameters, {
    cwd: source,
    env: { ...process.env, NO_COLOR: '1' },
  });
  const withoutLayout = (text: string) => text.replace(/['\s]/g, '');
  expect(withoutLayout(stdout)).toBe(withoutLayout(output));
});
