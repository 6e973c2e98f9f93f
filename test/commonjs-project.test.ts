/** Checks the messages in a CommonJS project, which the page "Troubleshooting" explains. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const pages = join(import.meta.dirname, '../packages/docs/src/pages/topics/troubleshooting');

const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
const { bin } = createRequire(import.meta.url)(manifest) as { bin: { tsc: string } };
const tsc = join(dirname(manifest), bin.tsc);

it.for([
  { message: 'SyntaxError: Cannot use import statement outside a module', command: ['index.js'] },
  {
    message: "error TS1309: The current file is a CommonJS module and cannot use 'await' at the top level.",
    command: [tsc, '--noEmit', '--module', 'nodenext', 'index.ts'],
  },
  {
    message:
      "error TS1295: ECMAScript imports and exports cannot be written in a CommonJS file under 'verbatimModuleSyntax'.",
    command: [tsc, '--noEmit', '--module', 'nodenext', '--verbatimModuleSyntax', 'index.ts'],
  },
])('the page has the message of a project that is CommonJS: $message', ({ message, command }) => {
  const cwd = mkdtempSync(join(tmpdir(), 'pushspec-commonjs-'));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  writeFileSync(join(cwd, 'package.json'), '{ "type": "commonjs" }\n');
  for (const file of ['index.js', 'index.ts'])
    writeFileSync(join(cwd, file), "import { ready } from './ready.mjs';\nawait ready;\n");
  writeFileSync(join(cwd, 'ready.d.mts'), 'export const ready: Promise<void>;\n');
  const { stdout, stderr } = spawnSync(process.execPath, command, { cwd, encoding: 'utf8' });
  expect(stdout + stderr).toContain(message);
  for (const language of ['en', 'zh'])
    expect(readFileSync(join(pages, `${language}.md`), 'utf8')).toContain(message);
});
