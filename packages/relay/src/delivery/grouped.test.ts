import { expect, it } from 'vitest';
import { grouped } from './grouped.ts';

const events = (count: number, request: string) =>
  Array.from({ length: count }, (_, index) => ({ request, index }));

/** Returns a grouped function whose commits end when `finish` is called. */
function slowCommits() {
  const groups: number[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const take = grouped((group) => {
    groups.push(group.length);
    return new Promise<void>((resolve, reject) => {
      ends.push((error) => (error ? reject(error) : resolve()));
    });
  });
  const finish = async (error?: Error) => {
    await expect.poll(() => ends.length).toBeGreaterThan(0);
    ends.shift()?.(error);
  };
  return { take, groups, finish };
}

it('commits requests that arrive during a commit together', async () => {
  const { take, groups, finish } = slowCommits();
  const first = take(events(1, 'a'));
  await expect.poll(() => groups).toEqual([1]);
  const others = [take(events(2, 'b')), take(events(3, 'c'))];
  await finish();
  await first;
  await finish();
  await Promise.all(others);
  expect(groups).toEqual([1, 5]);
});

it('never splits a request', async () => {
  const { take, groups, finish } = slowCommits();
  const all = [900, 200, 5000, 1].map((count, index) => take(events(count, String(index))));
  for (const _ of all) await finish();
  await Promise.all(all);
  expect(groups).toEqual([900, 200, 5000, 1]);
});

it('rejects all requests of a failed commit, and continues', async () => {
  const { take, finish } = slowCommits();
  const failing = Promise.allSettled([take(events(1, 'a')), take(events(1, 'b'))]);
  await finish(new Error('the disk is full'));
  expect(await failing).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  const next = take(events(1, 'c'));
  await finish();
  await next;
});
