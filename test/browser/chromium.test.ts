/** Checks that browser tests end: a browser that does not start, and a test that hangs. */
import { expect, it } from 'vitest';
import { launchBrowser } from './chromium.fixture.ts';

it('names the browser that does not start, the cause, and a next step', async () => {
  const launch = launchBrowser('/no/such/chromium');
  await expect(launch).rejects.toThrow(
    /^\/no\/such\/chromium did not start: [\s\S]+set CHROMIUM to another browser\.$/,
  );
});

it('ends a hanging test after ten minutes', ({ task }) => {
  expect(task.timeout).toBe(600_000);
});
