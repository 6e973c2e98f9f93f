/** Runs the crash of a spool as the page "Crashes and fleets" shows it, and checks that it prints what the page says. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { createServer } from '@pushspec/server';
import { expect, it, onTestFinished } from 'vitest';
import { isOnPath } from './is-on-path.ts';
import { pageInstallation } from './page-sample-run.ts';

const page = join(import.meta.dirname, '../../packages/docs/src/pages/topics/crashes-and-fleets');
const canRun = isOnPath('sh') && isOnPath('curl');

it.skipIf(!canRun)('a spool keeps an event after kill -9 (where sh and curl are installed)', async () => {
  const installed = pageInstallation();
  onTestFinished(() => rmSync(installed, { recursive: true, force: true }));
  const server = await createServer();
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  const cwd = mkdtempSync(join(installed, 'crash-'));
  for (const file of ['spool.mjs', 'crash.sh']) {
    const source = readFileSync(join(page, 'samples', file), 'utf8');
    writeFileSync(join(cwd, file), source.replace('http://127.0.0.1:4010', url));
  }
  const env = { PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` };
  const { stdout } = await promisify(execFile)('sh', ['-e', 'crash.sh'], { cwd, env });
  const lines = stdout.split('\n').filter((line) => /^(stored|delivered)/.test(line));
  expect(lines).toEqual([
    'stored version 1.4',
    'stored version 1.5',
    'delivered version 1.4 { mayBeDuplicate: true }',
    'delivered version 1.5 { mayBeDuplicate: false }',
  ]);
  for (const language of ['en', 'zh'])
    expect(readFileSync(join(page, `${language}.md`), 'utf8')).toContain(`\`${lines.at(-2)}\``);
});
