/** The examples in the doc comments of public entries work as printed. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';

const root = join(import.meta.dirname, '..');
const packages = ['cli', 'conformance'];

interface Entry {
  readonly file: string;
  readonly comment: string;
}

const entries = packages.flatMap((name): Entry[] => {
  const folder = join(root, 'packages', name);
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    exports: Record<string, string>;
  };
  return Object.values(exports)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => {
      const [comment = ''] = /^\/\*\*[\s\S]*?\*\//.exec(readFileSync(join(folder, file), 'utf8')) ?? [];
      return { file: join('packages', name, file), comment };
    });
});

function exampleOf(comment: string): string {
  const [, code = ''] = /@example\n \* ```js\n([\s\S]*?)\n \* ```/.exec(comment) ?? [];
  return code.replaceAll(/^ \* ?/gm, '');
}

/** Runs a module in the root of the repository, where the packages can be imported by name. */
function runModule(code: string): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], { cwd: root });
  onTestFinished(() => void child.kill('SIGKILL'));
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (output.stdout += chunk));
  child.stderr.on('data', (chunk) => (output.stderr += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, ...output }));
  });
}

it.each(entries)('the doc comment of $file says what the entry does', ({ comment }) => {
  expect(comment).toMatch(/^\/\*\*\n \* [A-Z][a-z]+s .*\.\n \*\n \* @example\n/);
});

const OUTPUTS: Readonly<Record<string, RegExp>> = {
  'packages/cli/src/index.ts': /^guance\/event-missing \(event-missing\)$/m,
  'packages/conformance/src/index.ts': /^http \(documented\): [1-9]\d* passed, 0 failed, \d+ skipped/m,
};

it.each(entries)('the example of $file runs', async ({ file, comment }) => {
  const server = await createServer();
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  const code = exampleOf(comment).replaceAll('http://127.0.0.1:4010', url);
  const { exitCode, stdout, stderr } = await runModule(code);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toMatch(OUTPUTS[file] ?? /^no output is expected$/);
});
