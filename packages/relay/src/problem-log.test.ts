import { expect, it } from 'vitest';
import type { Ended } from './delivery/delivery.ts';
import { createProblemLog } from './problem-log.ts';

function logAt() {
  const lines: string[] = [];
  const clock = { now: 0 };
  const problems = createProblemLog({ log: (line) => lines.push(line), now: () => clock.now });
  return { lines, clock, problems };
}

const unauthorized: Ended = { end: 'rejected', reason: 'unauthorized', message: 'the key has no permission' };
const delivered: Ended = { end: 'delivered' };

it('logs the first event that the vendor refuses', () => {
  const { lines, problems } = logAt();
  for (let event = 0; event < 1000; event++) problems.ended(unauthorized);
  expect(lines).toEqual([
    'warning: the vendor refused an event (unauthorized): the key has no permission. It is in the list of rejected events. More events with this reason are not logged until one is delivered.',
  ]);
});

it('logs each reason, and each way to end', () => {
  const { lines, problems } = logAt();
  problems.ended(unauthorized);
  problems.ended({ end: 'rejected', reason: 'name-blank', message: 'name must not be blank' });
  problems.ended({ end: 'dropped', reason: 'expired', message: 'it waited too long' });
  expect(lines).toHaveLength(3);
  expect(lines[2]).toContain(
    'warning: the relay gave up on an event (expired): it waited too long. It is in',
  );
});

it('logs a reason again after a delivery', () => {
  const { lines, clock, problems } = logAt();
  problems.ended(unauthorized);
  clock.now = 60_000;
  problems.ended(unauthorized);
  expect(lines).toHaveLength(1);
  problems.ended(delivered);
  problems.ended(unauthorized);
  expect(lines).toHaveLength(2);
});

it('logs a reason at most once a minute while other events are delivered', () => {
  const { lines, clock, problems } = logAt();
  for (clock.now = 0; clock.now < 120_000; clock.now += 100) {
    problems.ended(unauthorized);
    problems.ended(delivered);
  }
  expect(lines).toHaveLength(2);
});

it('keeps a message on one short line', () => {
  const { lines, problems } = logAt();
  problems.ended({ ...unauthorized, message: `<html>\r\n\u001b[31m${'x'.repeat(10_000)}` });
  expect(lines[0]).toMatch(/^\P{Cc}{1,800}$/u);
});

it('logs that events cannot be stored once, and when they can be stored again', () => {
  const { lines, problems } = logAt();
  problems.stored();
  for (let request = 0; request < 100; request++) problems.notStored(new Error('the disk is full'));
  problems.stored();
  problems.stored();
  expect(lines).toEqual([
    'error: events cannot be stored: the disk is full. More failures are not logged until events can be stored again.',
    'events can be stored again',
  ]);
});
