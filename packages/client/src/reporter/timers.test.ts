/** The macrotasks in which hooks are called. */
import { afterEach, expect, it, vi } from 'vitest';

afterEach(() => {
  vi.useRealTimers();
  vi.resetModules();
});

it('runs a deferred task even if fake timers were installed before the module was loaded', async () => {
  vi.useFakeTimers();
  vi.resetModules();
  const { nextMacrotask } = await import('./timers.ts');
  expect('clock' in setTimeout).toBe(true);
  let isOver = false;
  const waiting = nextMacrotask().then(() => {
    isOver = true;
  });
  await Promise.resolve();
  expect(isOver).toBe(false);
  await waiting;
  expect(isOver).toBe(true);
});
