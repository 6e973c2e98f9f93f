import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runNode } from './run-node.ts';

const cwd = mkdtempSync(join(tmpdir(), 'pushspec-run-node-'));
afterAll(() => rmSync(cwd, { recursive: true }));

test('a build does not depend on the environment of its caller', async () => {
  // The test runner sets PROD. When a build inherited it, the pages had no search.
  expect(process.env).toHaveProperty('PROD');
  await runNode(['-e', "fs.writeFileSync('env.json', JSON.stringify(process.env))"], {
    name: 'node',
    cwd,
    env: { NODE_ENV: 'production' },
  });
  const environment = JSON.parse(readFileSync(join(cwd, 'env.json'), 'utf8'));
  expect(environment).toMatchObject({ NODE_ENV: 'production', PATH: process.env.PATH });
  expect(environment).not.toHaveProperty('PROD');
});

test('a failure includes the output of the program', async () => {
  const failed = runNode(['-e', "console.error('no such page'); process.exit(3)"], {
    name: 'Astro',
    cwd,
    env: {},
  });
  await expect(failed).rejects.toThrow('Astro ended with 3\nno such page');
});
