import { expect, it } from 'vitest';
import { Ended, type StartTimer, withDeadline } from './deadline.ts';

/** A timer that goes off when the test says so. */
function manualTimer() {
  const started: { callback: () => void; ms: number; stopped: boolean }[] = [];
  const startTimer: StartTimer = (callback, ms) => {
    const timer = { callback, ms, stopped: false };
    started.push(timer);
    return () => {
      timer.stopped = true;
    };
  };
  return { started, startTimer };
}

it('gives the result and stops the timer', async () => {
  const { started, startTimer } = manualTimer();
  expect(await withDeadline(async () => 'done', { timeoutMs: 5_000, startTimer })).toBe('done');
  expect(started).toMatchObject([{ ms: 5_000, stopped: true }]);
});

it('starts no timer without a time-out', async () => {
  const { started, startTimer } = manualTimer();
  await withDeadline(async () => {}, { timeoutMs: 0, startTimer });
  expect(started).toEqual([]);
});

it('ends the task when the timer goes off', async () => {
  const { started, startTimer } = manualTimer();
  const signals: AbortSignal[] = [];
  const task = (signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<never>(() => {});
  };
  const running = withDeadline(task, { timeoutMs: 5_000, startTimer });
  started[0]?.callback();
  await expect(running).rejects.toMatchObject({ kind: 'timeout', cause: { name: 'TimeoutError' } });
  expect(signals[0]?.aborted).toBe(true);
});

it('stops the timer when the task fails, and passes its error on', async () => {
  const { started, startTimer } = manualTimer();
  const task = async () => {
    throw new Error('broken');
  };
  await expect(withDeadline(task, { timeoutMs: 5_000, startTimer })).rejects.toThrow('broken');
  expect(started).toMatchObject([{ stopped: true }]);
});

it('ends with the signal, whichever way the task takes that', async () => {
  const { startTimer } = manualTimer();
  const controller = new AbortController();
  const task = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('mine'))));
  const running = withDeadline(task, { timeoutMs: 5_000, signal: controller.signal, startTimer });
  controller.abort('enough');
  await expect(running).rejects.toEqual(new Ended('aborted', 'enough'));
});
