/** Checks that the examples in the doc comments of the entries of docs and inspector run and print what their comments say. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'pushspec-examples-'));
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
afterAll(() => rmSync(folder, { recursive: true }));

/** Returns the code after each `@example` of a source file. */
function examplesIn(path: string): string[] {
  const source = readFileSync(join(root, 'packages', path), 'utf8');
  return [...source.matchAll(/^ \* @example\n([\s\S]*?)^ \*\/$/gm)].map(([, lines = '']) =>
    lines.replaceAll(/^ \* ?/gm, ''),
  );
}

/** Returns what the comments after `console.log(…);` say. */
function expectedOutput(code: string): string {
  return [...code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, output]) => `${output}\n`).join('');
}

it.each(['docs/src/site.ts', 'docs/src/samples/samples.ts', 'inspector/src/build.ts'])(
  'the example in %s prints what it says',
  async (path) => {
    const [code = ''] = examplesIn(path);
    const file = join(folder, 'example.mjs');
    writeFileSync(file, code);
    const { stdout } = await promisify(execFile)(process.execPath, [file], { cwd: folder });
    expect(expectedOutput(code)).not.toBe('');
    expect(stdout).toBe(expectedOutput(code));
  },
);

// The packaging tests run the examples of the READMEs with the published packages.
it.each(['docs', 'inspector'])(
  'the example of the published entry of %s is the one in its README',
  (name) => {
    const [code = ''] = examplesIn(`${name}/src/prebuilt.ts`);
    const readme = readFileSync(join(root, 'packages', name, 'README.md'), 'utf8');
    expect(readme).toContain(`\`\`\`js\n${code}\`\`\`\n\n\`\`\`text\n`);
  },
);
