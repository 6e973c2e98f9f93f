/** What cannot show all of the contracts: it shows all that it can, and says why not the rest. */
import { expect, it } from 'vitest';
import { playApart } from './play-apart.ts';

it.concurrent('the mock does what the contracts say, but for what takes a state', async () => {
  const outcome = await playApart('mock', 'documented');
  expect(outcome).toMatchObject({ differences: [], gaps: [], percent: 100 });
  expect(outcome.skips).toEqual([
    'It answers paths outside of the contract itself.',
    'The bytes that are left over end its connection before it answers.',
    'it has no state that could be established',
  ]);
  // A number that falls says that it has lost something.
  expect(outcome.counts.shown / outcome.counts.total).toBeGreaterThan(0.75);
});

it.concurrent('the clients take each typed call to a result or to the reason of the contract', async () => {
  const outcome = await playApart('client', 'documented');
  expect(outcome).toMatchObject({ differences: [], gaps: [], percent: 100 });
  expect(outcome.skips).toEqual([
    'It refuses an empty batch itself.',
    'It takes a list as several events, and sends them one by one.',
    'It takes one data point as well as a list.',
    'plays typed calls only',
  ]);
  expect(outcome.counts.shown / outcome.counts.total).toBeGreaterThan(0.6);
});
