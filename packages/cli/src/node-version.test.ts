import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tooOldNode } from './node-version.ts';

const needed = JSON.parse(
  readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'),
).engines.node.replace('>=', '');
const [major = 0, minor = 0] = needed.split('.').map(Number);

it.each([`${major - 4}.20.2`, `${major}.${minor - 1}.9`, '9.9.9'])(
  'names the Node that it needs and this one, which is older: %s',
  (version) => {
    expect(tooOldNode({ version, program: '/usr/bin/node' })).toBe(
      `this is Node ${version} (/usr/bin/node), and pushspec needs ${needed} or newer: install that from https://nodejs.org, or put the one that you have first in PATH`,
    );
  },
);

it.each([needed, `${major}.${minor + 1}.0`, `${major + 2}.0.0`, `${major}.${minor}.1-nightly`, '100.0.0'])(
  'has nothing against a Node that is new enough: %s',
  (version) => {
    expect(tooOldNode({ version, program: '/usr/bin/node' })).toBeUndefined();
  },
);

it('ends with 2 and one line on an older Node', () => {
  // The tests of the packages run the built command on a real old Node; the sources, being TypeScript, need a new one.
  const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })`;
  const bin = join(import.meta.dirname, 'bin.ts');
  const args = ['--import', `data:text/javascript,${encodeURIComponent(older)}`, bin, '--version'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^pushspec: this is Node 20\.20\.2 .*\n$/);
});
