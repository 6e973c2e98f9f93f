import { expect, it } from 'vitest';
import { createTurns } from './loop.ts';

it('runs one task at a time, in the order of the calls', async () => {
  const turns = createTurns();
  const log: string[] = [];
  const task = (name: string) => async () => {
    log.push(`${name} begins`);
    await Promise.resolve();
    log.push(`${name} ends`);
    return name;
  };
  expect(await Promise.all([turns(task('a')), turns(task('b'))])).toEqual(['a', 'b']);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

it('continues after a task that fails', async () => {
  const turns = createTurns();
  const failing = turns(() => Promise.reject(new Error('deadlock detected')));
  const next = turns(async () => 'next');
  await expect(failing).rejects.toThrow('deadlock detected');
  expect(await next).toBe('next');
});
