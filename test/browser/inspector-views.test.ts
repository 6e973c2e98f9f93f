/** The views of the inspector beside its list: trying a request, and plots. */
import { expect } from 'vitest';
import { because, pushEvent, pushWrongSignature, rows, test, visit } from './inspector.fixture.ts';

test(`an example is edited, sent and explained${because}`, async () => {
  const { page, faults } = await visit({
    query: '?lang=en&vendor=cloudmonitor#tryIt',
    before: pushWrongSignature,
  });
  const body = page.getByLabel('Body');
  await body.fill('[{"name":"deploy"}]');
  await page.getByRole('button', { name: 'Send to the reference server' }).click();
  await page.getByRole('heading', { name: 'Answer 400' }).waitFor();
  expect(await page.locator('.try').innerText()).toContain('content-missing');
  await body.fill('[{"name":"deploy","content":"1.4"}]');
  await page.getByRole('button', { name: 'Send to the reference server' }).click();
  await page.getByRole('heading', { name: 'Answer 200' }).waitFor();
  expect(faults).toEqual([]);
}, 60_000);

test(`plots say how near a rate is to its limit${because}`, async () => {
  const { page } = await visit({
    before: async (url) => {
      for (let sent = 0; sent < 3; sent += 1) await pushEvent(url, { status: 'error', title: `no. ${sent}` });
    },
  });
  await expect.poll(() => rows(page).count()).toBe(3);
  await page.getByRole('button', { name: 'Plots' }).click();
  await page
    .getByText(/3 at most, of \d+ allowed/)
    .first()
    .waitFor();
}, 60_000);
