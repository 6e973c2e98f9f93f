/** Checks installations without installing anything. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { excuseFor } from '../package-cache.ts';
import { install, pinnedVersion } from './installing.ts';
import type { Program } from './program.ts';
import { programs } from './programs.ts';

const installed = programs.filter(({ installation }) => installation.from.length > 0);

it.each(installed)('$name pins the version of its package', ({ name, folder = name, installation }) => {
  expect(pinnedVersion(installation.package, join(import.meta.dirname, folder))).toMatch(/^v?\d+(\.\d+)+$/);
});

it('the names of programs are unique', () => {
  const names = programs.map(({ name }) => name);
  expect([...new Set(names)]).toEqual(names);
});

it('rejects a package that no file pins', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pushspec-pins-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'requirements.txt'), 'requests==2.34.2\n');
  expect(() => pinnedVersion('request', folder)).toThrow('no file pins request');
  expect(pinnedVersion('requests', folder)).toBe('2.34.2');
});

it('gives the reason if a program that it needs is missing', async () => {
  const program = {
    ...(programs[0] as Program),
    installation: { from: [], package: 'x', version: ['no-such-program', '--version'] },
  };
  expect(await install(program, tmpdir())).toEqual({ missing: 'there is no no-such-program' });
});

it.each([
  ['npm error code ENOTFOUND', 'the registry cannot be reached'],
  [
    'Failed to establish a new connection: [Errno -3] Temporary failure in name resolution',
    'the registry cannot be reached',
  ],
  ['Could not transfer artifact com.aliyun:tea:jar:1.4.1', 'the registry cannot be reached'],
  ['dial tcp: lookup proxy.example: no such host', 'the registry cannot be reached'],
  [
    'ERROR: Ignored the following versions that require a different python version: 4.0.10',
    'the packages need another version of Python',
  ],
  ['/usr/bin/python3: No module named pip', 'there is no pip'],
  ['go: go.mod requires go >= 1.21 (running go 1.19)', 'the packages need a newer Go'],
])('a machine on which an installation ends with "%s" cannot have the program', (failure, reason) => {
  expect(excuseFor(failure)).toBe(reason);
});

it.each([
  'ERROR: No matching distribution found for requests==2.34.99',
  'Program.java:12: error: cannot find symbol',
  'npm error code EUSAGE',
])('"%s" is a mistake in the pins or the source', (failure) => {
  expect(excuseFor(failure)).toBeUndefined();
});
