/** The only page test in `npm test`. The others are in `npm run test:browser`. */
import { expect } from 'vitest';
import { because, test } from './chromium.fixture.ts';
import { openBrowser, pushEvent, rows, visit } from './inspector.fixture.ts';

openBrowser();

test(`new requests appear, and the filter hides the rest${because}`, async () => {
  const { url, page, faults } = await visit();
  await pushEvent(url, { status: 'ok', title: 'fine' });
  await pushEvent(url, { status: 'no such status', title: 'bad' });
  await expect.poll(() => rows(page).count()).toBe(2);
  await page.locator('select[name=outcome]').selectOption('rejected');
  await expect.poll(() => rows(page).count()).toBe(1);
  await page.locator('select[name=outcome]').selectOption('');
  await page.locator('input[name=text]').fill('FINE');
  await expect.poll(() => rows(page).count()).toBe(1);
  await page.locator('input[name=text]').fill('');
  await page.locator('select[name=reason]').selectOption('status-invalid');
  await expect.poll(() => rows(page).count()).toBe(1);
  expect(faults).toEqual([]);
});
