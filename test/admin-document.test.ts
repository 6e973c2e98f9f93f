import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createServer } from '@pushspec/server';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { lintBundle } from '../packages/contract/src/lint/index.ts';
import { portableSchemas } from '../packages/contract/src/lint/portable-schemas.ts';

const root = join(import.meta.dirname, '..');

interface Document {
  paths: Record<string, Record<string, unknown>>;
}

it('has an admin API description that passes the contract lint rules', async () => {
  const cli = createRequire(join(root, 'packages/contract/package.json')).resolve(
    '@redocly/cli/package.json',
  );
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const command = [join(cli, '../bin/cli.js'), 'lint', 'packages/server/admin.openapi.yaml'];
  const { stderr } = await promisify(execFile)(process.execPath, command, { cwd: root, env });
  expect(stderr).not.toMatch(/warning/i);
});

it('has an admin API description that code generators can use', async () => {
  const document = parse(await readFile(join(root, 'packages/server/admin.openapi.yaml'), 'utf8'));
  expect(lintBundle({ name: 'admin', document }, { 'portable-schemas': portableSchemas })).toEqual([]);
});

it('serves every operation in the description', async () => {
  const server = await createServer();
  try {
    const { url } = await server.listen({ port: 0 });
    const { paths } = (await (await fetch(`${url}/__admin/openapi.json`)).json()) as Document;
    const operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => ({
        path: path.replace(/\{\w+\}/g, 'guance'),
        method: method.toUpperCase(),
      })),
    );
    expect(operations.length).toBeGreaterThan(15);
    for (const { path, method } of operations) {
      const body = ['POST', 'PUT'].includes(method) ? { body: '{}' } : {};
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url + path, { method, headers, ...body });
      const known = /no request has this id|there is no sandbox/;
      const isServed = response.status !== 404 || known.test(await response.text());
      expect([method, path, isServed]).toEqual([method, path, true]);
      await response.body?.cancel().catch(() => undefined);
    }
  } finally {
    await server.close();
  }
});
