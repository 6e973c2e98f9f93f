import { expect, it } from 'vitest';
import { requireNode, TooOldNodeError, tooOldNode } from './node-version.ts';

const requirement = { name: '@pushspec/server', engines: { node: '>=22.16.0' } };
const program = '/usr/bin/node';

it.each(['18.20.2', '22.15.9', '9.9.9'])('names both versions for an older Node.js: %s', (version) => {
  expect(tooOldNode(requirement, { version, program })).toBe(
    `this is Node ${version} (/usr/bin/node), and @pushspec/server needs 22.16.0 or newer: install that from https://nodejs.org, or put the one that you have first in PATH`,
  );
});

it.each(['22.16.0', '22.17.0', '24.0.0', '22.16.1-nightly', '100.0.0'])(
  'accepts a Node.js that is new enough: %s',
  (version) => {
    expect(tooOldNode(requirement, { version, program })).toBeUndefined();
  },
);

it('throws only on an older Node.js', () => {
  expect(() => requireNode(requirement)).not.toThrow();
  const future = { ...requirement, engines: { node: '>=1000.0.0' } };
  expect(() => requireNode(future)).toThrow(TooOldNodeError);
  expect(() => requireNode(future)).toThrow(/needs 1000\.0\.0 or newer/);
});
