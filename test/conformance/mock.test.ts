import { expect, it } from 'vitest';
import { mockTarget } from './mock-target.ts';
import { differences, playAll, reasonsToSkip } from './suite.ts';

it('the mock does what the scenarios say, but for what takes a state', async () => {
  const summary = await playAll(await mockTarget());
  expect(differences(summary)).toEqual([]);
  expect(reasonsToSkip(summary)).toEqual([
    'It answers paths outside of the contract itself.',
    'The bytes that are left over end its connection before it answers.',
    'it has no failure that hides in a success',
    'it has no state that could be established',
    'it looks at the schema before all else, and the request breaks it',
  ]);
}, 60_000);
