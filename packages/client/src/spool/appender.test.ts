import { expect, it } from 'vitest';
import type { Entry } from '../reporter/queue.ts';
import { createAppender } from './appender.ts';

const entry = (text: string) => ({ text, bytes: text.length }) as Entry<object>;

/** Returns an appender whose store records the size of each group. */
function appenderOn(groups: number[]) {
  let lastId = 0;
  return createAppender<object>({
    store: {
      name: 'test',
      async append(events) {
        groups.push(events.length);
        await new Promise((resolve) => setImmediate(resolve));
        return events.map(() => ++lastId);
      },
    },
    ready: async () => undefined,
    now: () => 0,
    bound: { maxItems: 100_000, maxBytes: 1_000_000 },
    waitsWhenFull: true,
    sleep: async () => undefined,
    onStored: () => undefined,
    drop: () => undefined,
  });
}

it('stores all events of one turn together, however many there are', async () => {
  const groups: number[] = [];
  const appender = appenderOn(groups);
  const turn = (count: number) =>
    Promise.all(Array.from({ length: count }, () => appender.enter(entry('{}')))).then(() => undefined);
  const first = turn(1);
  await new Promise((resolve) => setImmediate(resolve));
  const others = [turn(2500)];
  await null;
  others.push(turn(10));
  await Promise.all([first, ...others]);
  expect(groups).toEqual([1, 2500, 10]);
});

it('stores small turns together', async () => {
  const groups: number[] = [];
  const appender = appenderOn(groups);
  const pushes = [appender.enter(entry('1'))];
  await new Promise((resolve) => setImmediate(resolve));
  for (let index = 0; index < 20; index++) {
    pushes.push(appender.enter(entry('2')));
    await null;
  }
  await Promise.all(pushes);
  expect(groups[0]).toBe(1);
  expect(groups.length).toBeLessThan(5);
  expect(groups.reduce((sum, size) => sum + size)).toBe(21);
});
