import type { OperationEntry } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { createPace } from './pace.ts';

function operation(requests: number, windowSeconds: number): OperationEntry {
  const limits = [
    { requests, windowSeconds, scope: 'account', algorithm: 'sliding', reason: 'rate-limited' },
  ];
  return {
    operationId: 'upload',
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

it('lets as many requests go at once as the limit allows, and then waits longer than its window', async () => {
  const time = clock();
  const pace = createPace(time);
  for (let sent = 0; sent < 5; sent++) await pace.before(operation(2, 1));
  expect(time.slept).toEqual([1200, 1200]);
});

it('keeps to a share of each limit where one is set, windows of a minute among them', async () => {
  const time = clock();
  const pace = createPace({ ...time, share: 0.5 });
  for (let sent = 0; sent < 5; sent++) await pace.before(operation(4, 60));
  expect(time.slept).toEqual([72_000, 72_000]);
});

it('does not wait for a limit whose scope does not count the request', async () => {
  const time = clock();
  const pace = createPace({ ...time, share: 0.5 });
  for (let sent = 0; sent < 5; sent++) await pace.before(operation(2, 1), (scope) => scope !== 'account');
  expect(time.slept).toEqual([]);
});

it('does not wait for windows of a minute', async () => {
  const time = clock();
  const pace = createPace(time);
  for (let sent = 0; sent < 5; sent++) await pace.before(operation(2, 60));
  expect(time.slept).toEqual([]);
});
