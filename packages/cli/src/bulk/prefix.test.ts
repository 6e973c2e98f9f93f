import { expect, it } from 'vitest';
import { createPrefix } from './prefix.ts';

const at = (records: number) => ({ records, bytes: records * 10 });

it('goes on with the oldest event, in whichever order they end', () => {
  const prefix = createPrefix(at(0));
  const [one, two, three] = [at(1), at(2), at(3)].map((end) => prefix.begin(end));
  if (!one || !two || !three) throw new Error('three events');
  prefix.end(two, true);
  prefix.end(three, false);
  expect(prefix).toMatchObject({ position: at(0), waiting: 3, beyond: 1 });
  prefix.end(one, true);
  expect(prefix).toMatchObject({ position: at(3), waiting: 0, beyond: 0 });
});

it('stays before an event that is not done', () => {
  const prefix = createPrefix(at(5));
  prefix.begin(at(6));
  for (let records = 7; records < 5000; records++) prefix.end(prefix.begin(at(records)), true);
  expect(prefix).toMatchObject({ position: at(5), beyond: 4993 });
});

it('keeps its count over many events', () => {
  const prefix = createPrefix(at(0));
  for (let records = 1; records <= 5000; records++) prefix.end(prefix.begin(at(records)), true);
  expect(prefix).toMatchObject({ position: at(5000), waiting: 0 });
});
