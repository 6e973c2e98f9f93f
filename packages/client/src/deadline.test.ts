import { expect, it } from 'vitest';
import { Ended, type StartTimer, withDeadline } from './deadline.ts';

/** A timer that fires when the test says so. */
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

it('returns the result and stops the timer', async () => {
  const { started, startTimer } = manualTimer();
  expect(await withDeadline(async () => 'done', { timeoutMs: 5_000, startTimer })).toBe('done');
  expect(started).toMatchObject([{ ms: 5_000, stopped: true }]);
});

it('starts no timer without a timeout', async () => {
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

it('stops the timer and rethrows the error when the task fails', async () => {
  const { started, startTimer } = manualTimer();
  const task = async () => {
    throw new Error('broken');
  };
  await expect(withDeadline(task, { timeoutMs: 5_000, startTimer })).rejects.toThrow('broken');
  expect(started).toMatchObject([{ stopped: true }]);
});

it("aborts with the caller's signal, even if the task rejects with its own error", async () => {
  const { startTimer } = manualTimer();
  const controller = new AbortController();
  const task = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('mine'))));
  const running = withDeadline(task, { timeoutMs: 5_000, signal: controller.signal, startTimer });
  controller.abort('enough');
  await expect(running).rejects.toEqual(new Ended('aborted', 'enough'));
});

it('listens to a signal once for all calls, until the last one ends', async () => {
  const { signal } = new AbortController();
  const listeners = { add: 0, remove: 0 };
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: unknown[]) => {
    listeners.add++;
    Reflect.apply(addEventListener, signal, args);
  };
  signal.removeEventListener = (...args: unknown[]) => {
    listeners.remove++;
    Reflect.apply(removeEventListener, signal, args);
  };
  const call = () => withDeadline(async () => 'done', { timeoutMs: 0, signal });
  expect(new Set(await Promise.all(Array.from({ length: 100 }, call)))).toEqual(new Set(['done']));
  expect(listeners).toEqual({ add: 1, remove: 1 });
  expect(await call()).toBe('done');
  expect(listeners).toEqual({ add: 2, remove: 2 });
});

it('ends every call that shares a signal, and no other call', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  const waiting = [1, 2, 3].map(() => withDeadline(() => new Promise(() => {}), { timeoutMs: 0, signal }));
  const other = withDeadline(async () => 'done', { timeoutMs: 0, signal: new AbortController().signal });
  controller.abort('enough');
  for (const call of waiting) await expect(call).rejects.toMatchObject({ kind: 'aborted', cause: 'enough' });
  expect(await other).toBe('done');
});
