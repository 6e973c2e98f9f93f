import { expect, it } from 'vitest';
import { createProgressMark } from './progress-mark.ts';

const at = (records: number) => ({ records, bytes: records * 10 });

it('advances with the oldest unfinished event, in whatever order events finish', () => {
  const progressMark = createProgressMark(at(0));
  const [one, two, three] = [at(1), at(2), at(3)].map((end) => progressMark.begin(end));
  if (!one || !two || !three) throw new Error('three events');
  progressMark.end(two, true);
  progressMark.end(three, false);
  expect(progressMark).toMatchObject({ position: at(0), waiting: 3, deliveredAhead: 1 });
  progressMark.end(one, true);
  expect(progressMark).toMatchObject({ position: at(3), waiting: 0, deliveredAhead: 0 });
});

it('stays before an event that is not done', () => {
  const progressMark = createProgressMark(at(5));
  progressMark.begin(at(6));
  for (let records = 7; records < 5000; records++) progressMark.end(progressMark.begin(at(records)), true);
  expect(progressMark).toMatchObject({ position: at(5), deliveredAhead: 4993 });
});

it('keeps its count over many events', () => {
  const progressMark = createProgressMark(at(0));
  for (let records = 1; records <= 5000; records++) progressMark.end(progressMark.begin(at(records)), true);
  expect(progressMark).toMatchObject({ position: at(5000), waiting: 0 });
});
