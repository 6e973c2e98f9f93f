/** Checks the navigation of the inspector: links, Back, reload and keyboard. */
import { apiNames } from '@pushspec/contract';
import { expect } from 'vitest';
import { playScenario, scenarioClock } from '../../tools/screenshots/scenario.ts';
import { because, test } from './chromium.fixture.ts';
import { openBrowser, pushEvent, pushWrongSignature, rows, visit } from './inspector.fixture.ts';

openBrowser();

const titles = ['first', 'second', 'third'];

const pushThree = async (url: string) => {
  for (const title of titles) await pushEvent(url, { status: title === 'second' ? 'no' : 'ok', title });
};

const heading = (page: Awaited<ReturnType<typeof visit>>['page']) => page.locator('.detail h2').innerText();

test(`a row describes the request in columns${because}`, async () => {
  const { page } = await visit({ before: pushThree });
  const row = rows(page).nth(1);
  await row.waitFor();
  expect((await row.innerText()).split('\n').filter(Boolean)).toEqual([
    expect.stringMatching(/^\d\d:\d\d:\d\d$/),
    ...['Rejected', '400', 'Guance', 'second', '1', expect.stringMatching(/^\d+ B$/)],
    ...[expect.stringContaining('/push-events/'), 'status-invalid'],
  ]);
});

test(`a link opens a request, and Back returns to previous requests${because}`, async () => {
  const { page, server, url, faults } = await visit({ before: pushThree });
  const [first] = await server.requests();
  await page.goto(`${url}/inspector/requests/${first?.id}?lang=en`);
  await expect.poll(() => heading(page)).toBe('first');
  await rows(page).first().click();
  await expect.poll(() => heading(page)).toBe('third');
  expect(page.url()).toContain('/inspector/requests/');
  await page.goBack();
  await expect.poll(() => heading(page)).toBe('first');
  await page.getByRole('button', { name: 'Close' }).click();
  expect(new URL(page.url()).pathname).toBe('/inspector/');
  await page.goBack();
  await expect.poll(() => heading(page)).toBe('first');
  expect(faults).toEqual([]);
});

test(`a reload keeps the open request, the filters and the language${because}`, async () => {
  const { page } = await visit({ query: '?lang=zh', before: pushThree });
  await page.locator('select[name=outcome]').selectOption('rejected');
  await expect.poll(() => rows(page).count()).toBe(1);
  await rows(page).first().click();
  await page.locator('input[name=text]').fill('second');
  await page.reload();
  await expect.poll(() => heading(page)).toBe('second');
  await expect.poll(() => rows(page).count()).toBe(1);
  expect(await page.locator('select[name=outcome]').inputValue()).toBe('rejected');
  expect(await page.locator('input[name=text]').inputValue()).toBe('second');
  expect(await page.evaluate('document.documentElement.lang')).toBe('zh-CN');
});

test(`keys move, open, close and search${because}`, async () => {
  const { page } = await visit({ before: pushThree });
  await expect.poll(() => rows(page).count()).toBe(3);
  for (const key of ['j', 'j', 'k', 'Enter']) await page.keyboard.press(key);
  await expect.poll(() => heading(page)).toBe('third');
  await page.keyboard.press('j');
  await expect.poll(() => heading(page)).toBe('second');
  await page.keyboard.press('/');
  await page.keyboard.type('jk');
  expect(await page.locator('input[name=text]').inputValue()).toBe('jk');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.detail').count()).toBe(0);
});

test(`moving through the list adds one history entry${because}`, async () => {
  const { page } = await visit({ before: pushThree });
  await rows(page).first().click();
  await expect.poll(() => heading(page)).toBe('third');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect.poll(() => heading(page)).toBe('first');
  await page.goBack();
  await expect.poll(() => page.locator('.detail').count()).toBe(0);
});

test(`the diagnosis comes first, then the two strings, then warnings${because}`, async () => {
  const { page } = await visit({ before: pushWrongSignature });
  await rows(page).first().click();
  await page.locator('.diagnosis .signature').waitFor();
  const order = await page
    .locator('.detail')
    .evaluate((detail) =>
      [...detail.querySelectorAll('.diagnosis, .signature, .warnings, pre.body')].map(
        ({ classList }) => classList[0],
      ),
    );
  expect(order.indexOf('diagnosis')).toBe(0);
  expect(order.indexOf('signature')).toBeLessThan(order.indexOf('body'));
});

test(`the differing characters of two strings to sign are marked${because}`, async () => {
  const clock = scenarioClock();
  const { page, server, url } = await visit({ options: { clock: clock.now } });
  const id = await playScenario(server, url, clock);
  await page.goto(`${url}/inspector/requests/${id}?lang=en`);
  await page.locator('.actual mark').waitFor();
  expect(await page.locator('.actual mark').innerText()).toBe(';·charset=utf-8');
});

test(`in an empty list, one click or one command per API sends the first request${because}`, async () => {
  const { page, server, faults } = await visit();
  await page.getByText('Waiting for the first request').waitFor();
  expect(await page.locator('.command pre').count()).toBe(apiNames.length);
  await page.getByRole('button', { name: 'Send it now: CloudMonitor', exact: true }).click();
  await rows(page).first().waitFor();
  expect((await server.requests()).map(({ outcome }) => outcome)).toEqual(['accepted']);
  expect(faults).toEqual([]);
});

test(`a fault can be set for all APIs at once, with a reason they share${because}`, async () => {
  const { page, url } = await visit({ query: 'controls?lang=en' });
  await page.locator('form select[name=reason]').selectOption('internal-error');
  await page.getByRole('button', { name: 'Add fault' }).click();
  await expect.poll(() => page.locator('.faults tbody tr').count()).toBe(apiNames.length);
  const { faults } = await (await fetch(`${url}/__admin/faults`)).json();
  expect(new Set(faults.map(({ reason }: { reason: string }) => reason))).toEqual(
    new Set(['internal-error']),
  );
  await page.locator('form select[name=api]').selectOption('guance');
  expect(await page.locator('form select[name=reason] option').allInnerTexts()).toContain('status-invalid');
});

test(`an open fault shows its age in years and days${because}`, async () => {
  const { page } = await visit({
    query: 'open-faults?lang=en',
    before: (url) => {
      const seconds = Math.floor(Date.now() / 1000) - 373 * 86_400 - 3600;
      return pushEvent(url, { status: 'error', title: 'old', date: seconds });
    },
  });
  await page.getByText('open for 1 year 8 days').waitFor();
});
