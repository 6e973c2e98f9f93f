import { expect, it } from 'vitest';
import { clientTarget } from './client-target.ts';
import { differences, playAll, reasonsToSkip } from './suite.ts';

it('the clients take each typed call to a result or to the reason of the contract', async () => {
  const summary = await playAll(await clientTarget());
  expect(differences(summary)).toEqual([]);
  expect(reasonsToSkip(summary)).toEqual([
    'It refuses an empty batch itself.',
    'It takes a list as several events, and sends them one by one.',
    'It takes one data point as well as a list.',
    'The answer says 500, for which the client has a closer reason.',
    'plays typed calls only',
  ]);
}, 60_000);
