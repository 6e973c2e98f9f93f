import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('exits with 2 and one line on an older Node', () => {
  // Only the built command runs on an old Node, which the packaging tests check. Here, a new one reports an old version.
  const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`;
  const bin = join(import.meta.dirname, 'bin.ts');
  const args = ['--import', `data:text/javascript,${encodeURIComponent(older)}`, bin, '--version'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^pushspec: this is Node 20\.20\.2 .*\n$/);
});
