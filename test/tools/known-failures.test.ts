import { apiNames } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { expectKnown, type KnownFailure, knownFailures } from './known-failures.ts';

const known: KnownFailure[] = [
  { tool: 'parser', apis: ['guance'], message: 'bad node', cause: 'It reads the first node only.' },
];
const fails = (message: string) => () => Promise.reject(new Error(message));
const works = () => Promise.resolve();

it.each([
  ['a tool works', 'blueking', works],
  ['a tool fails as listed', 'guance', fails('bad node at /paths')],
])('passes if %s', async (_, api, use) => {
  await expectKnown('parser', api, use, known);
});

it.each([
  ['a failure is not listed', 'blueking', fails('bad node at /paths'), 'bad node at /paths'],
  ['a listed failure no longer occurs', 'guance', works, 'parser works with guance now'],
  ['a tool fails differently', 'guance', fails('no network'), 'does not fail with "bad node"'],
])('fails if %s', async (_, api, use, message) => {
  await expect(expectKnown('parser', api, use, known)).rejects.toThrow(message);
});

it('lists each tool and API once, with a cause', () => {
  const pairs = knownFailures.flatMap(({ tool, apis }) => apis.map((api) => `${tool} ${api}`));
  expect(pairs).toEqual([...new Set(pairs)]);
  for (const { apis, cause, message, issue } of knownFailures) {
    expect(apis.filter((api) => !(apiNames as readonly string[]).includes(api) && api !== 'admin')).toEqual(
      [],
    );
    expect([cause.length > 20, message.length > 3]).toEqual([true, true]);
    if (issue !== undefined)
      expect(issue).toMatch(/^https:\/\/github\.com\/[^/]+\/[^/]+\/(issues|pull)\/\d+$/);
  }
});
