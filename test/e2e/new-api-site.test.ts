import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { workspaceWithToy } from '../new-api/workspace.ts';

it('builds the guide, fields, reasons and full reference of an added API', async () => {
  const copy = await workspaceWithToy({ isInstalled: true });
  onTestFinished(copy.remove);
  const site = join(copy.folder, 'built-site');
  await copy.node('packages/docs/src/bin.ts', 'build', site);
  const page = (path: string) => readFileSync(join(site, path, 'index.html'), 'utf8');
  expect(page('toy')).toContain('Toy');
  expect(page('zh/toy')).toContain('玩具');
  expect(page('toy/fields')).toContain('ToyReport');
  expect(page('toy/reasons')).toContain('nonce-used');
  expect(page('docs/toy/en')).toContain('reportToy');
  expect(page('docs/toy/zh')).toContain('reportToy');
  expect(page('')).toContain('/toy/');
});
