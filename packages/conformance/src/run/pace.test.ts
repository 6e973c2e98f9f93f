import type { OperationEntry } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { createPace } from './pace.ts';

function operation(requests: number, windowSeconds: number, operationId = 'upload'): OperationEntry {
  const limits = [
    { requests, windowSeconds, scope: 'account', algorithm: 'sliding', reason: 'rate-limited' },
  ];
  return {
    operationId,
    path: '/',
    method: 'POST',
    pointer: '',
    operation: { 'x-rate-limits': limits },
  };
}

function clock() {
  let nowMs = 0;
  const slept: number[] = [];
  const sleep = async (ms: number) => {
    slept.push(ms);
    nowMs += ms;
  };
  return { now: () => nowMs, sleep, slept };
}

it('sends as many requests at once as the limit allows, then waits longer than its window', async () => {
  const time = clock();
  const pace = createPace(time);
  for (let sent = 0; sent < 5; sent++) await pace.before(operation(2, 1));
  expect(time.slept).toEqual([1200, 1200]);
});

it('stays within a share of each limit, including windows of a minute', async () => {
  const time = clock();
  const pace = createPace({ ...time, share: 0.5 });
  for (let sent = 0; sent < 5; sent++) await pace.before(operation(4, 60));
  expect(time.slept).toEqual([61_200, 61_200]);
});

it('does not wait for a limit whose scope excludes the request', async () => {
  const time = clock();
  const pace = createPace(time);
  for (let sent = 0; sent < 5; sent++) await pace.before(operation(2, 1), (scope) => scope !== 'account');
  expect(time.slept).toEqual([]);
});

it('counts operations with a limit in the same scope together', async () => {
  const time = clock();
  const pace = createPace(time);
  for (const id of ['putEvent', 'putCustomEvent', 'putEvent']) await pace.before(operation(2, 1, id));
  expect(time.slept).toEqual([1200]);
});

it('waits for a window of a minute, up to the total it is allowed to wait', async () => {
  const time = clock();
  const pace = createPace({ ...time, maxWaitMs: 100_000 });
  for (let sent = 0; sent < 4; sent++) await pace.before(operation(2, 60));
  expect(time.slept).toEqual([61_200]);
  await expect(pace.before(operation(2, 60))).rejects.toThrow('the run waits at most 100 s');
});

it('waits from the response to a request, because the target may count it that late', async () => {
  const time = clock();
  const pace = createPace(time);
  await pace.before(operation(1, 1));
  await time.sleep(700);
  pace.responded();
  await pace.before(operation(1, 1));
  expect(time.slept).toEqual([700, 1200]);
});

it('reports before a wait how long it takes and for which limit', async () => {
  const waits: unknown[] = [];
  const pace = createPace({ ...clock(), onWait: (ms, { reason }) => waits.push([ms, reason]) });
  for (let sent = 0; sent < 3; sent++) await pace.before(operation(2, 60));
  expect(waits).toEqual([[61_200, 'rate-limited']]);
});

it('reports how many requests a limit currently counts', async () => {
  const time = clock();
  const pace = createPace(time);
  const entry = operation(3, 60);
  for (let sent = 0; sent < 3; sent++) await pace.before(entry);
  const [limit] = entry.operation['x-rate-limits'] as never[];
  expect(pace.counted(limit as never)).toBe(3);
  await pace.clear(limit as never);
  expect(pace.counted(limit as never)).toBe(0);
});
