/** Checks that the mock and the clients show everything they can, and explain what they skip. */
import { expect, it } from 'vitest';
import { playInProcess } from './play-in-process.ts';

it.concurrent('the mock follows the contracts, except for rules that need state', async () => {
  const outcome = await playInProcess('mock', 'documented');
  expect(outcome).toMatchObject({ differences: [], gaps: [], percent: 100 });
  expect(outcome.skips).toEqual([
    'It responds to paths outside of the contract on its own.',
    'The extra bytes end its connection before it responds.',
    'The mock decodes parameters before anything else.',
    'The mock does not read the other parameters of a signature, so it misses the key too.',
    'The mock serves the paths of the contract only.',
    'it has no state that could be established',
  ]);
  // A lower number means that the target lost coverage.
  expect(outcome.counts.shown / outcome.counts.total).toBeGreaterThan(0.75);
});

it.concurrent('the clients resolve or reject each typed call as the contract requires', async () => {
  const outcome = await playInProcess('client', 'documented');
  expect(outcome).toMatchObject({ differences: [], gaps: [], percent: 100 });
  expect(outcome.skips).toEqual([
    'It accepts a single data point as well as a list.',
    'It rejects an empty batch without sending it.',
    'It treats a list as several events and sends them one by one.',
    'runs typed calls only',
  ]);
  expect(outcome.counts.shown / outcome.counts.total).toBeGreaterThan(0.6);
});
