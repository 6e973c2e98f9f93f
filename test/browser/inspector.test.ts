/** Checks the inspector with a real server and a real browser that reaches no other host. */
import { join } from 'node:path';
import { expect } from 'vitest';
import { artifacts, axeViolations, because, test } from './chromium.fixture.ts';
import { openBrowser, pushEvent, pushWrongSignature, rows, visit } from './inspector.fixture.ts';

openBrowser();

test(`a CloudMonitor 403 shows the string to sign next to the finding${because}`, async () => {
  const { page } = await visit({ before: pushWrongSignature });
  await rows(page).first().click();
  const signature = page.locator('.signature');
  await signature.waitFor();
  await expect
    .poll(() => signature.locator('pre').first().innerText())
    .toContain('x-cms-signature:hmac-sha1');
  expect(await signature.innerText()).toContain('Signature: wrong · Content-MD5: wrong');
  await page.screenshot({ path: join(artifacts, 'signature-light.png') });
});

test(`replay, fault and clock controls work${because}`, async () => {
  const { server, url, page } = await visit({
    before: (at) => pushEvent(at, { status: 'ok', title: 'again' }),
  });
  await rows(page).first().click();
  await page.getByRole('button', { name: 'Replay' }).click();
  await expect.poll(() => rows(page).count()).toBe(2);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.detail').count()).toBe(0);
  await page.getByRole('link', { name: 'Controls' }).click();
  await page.locator('form select[name=api]').selectOption('guance');
  await page.locator('form select[name=kind]').selectOption('truncated');
  await page.getByRole('button', { name: 'Add fault' }).click();
  await page.getByRole('cell', { name: 'Cut the response' }).waitFor();
  await expect(pushEvent(url, { status: 'ok' }).then((response) => response.text())).rejects.toThrow();
  await page.getByRole('button', { name: 'Freeze' }).click();
  await page.getByText('Frozen').waitFor();
  expect(server.clock.state().frozen).toBe(true);
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('button', { name: 'Yes, clear everything' }).click();
  await expect.poll(() => server.requests()).toEqual([]);
});

const hostile = [
  '<script>window.executed = 1</script>',
  '<img src=x onerror="window.executed = 1"><svg onload="window.executed = 1">',
  'javascript:window.executed=1',
  'data:text/html,<script>window.executed=1</script>',
  '\u202egnp.exe\u2066\u200b',
  '\u001b[2J\u001b]0;title\u0007',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it must stay a plain string.
  '{{constructor.constructor("window.executed = 1")()}} ${window.executed = 1}',
  'x'.repeat(100_000),
  '\ud800 alone',
];

test(`no content of a request is executed${because}`, async () => {
  const { url, page, faults } = await visit();
  for (const text of hostile) {
    await pushEvent(url, { status: text, title: text, dimension_tags: { [text.slice(0, 90)]: text } });
    await pushEvent(url, { status: 'error', title: text, message: text });
  }
  await pushEvent(
    url,
    '{"event":{"status":"ok","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}',
  );
  await pushEvent(url, '<script>window.executed = 1</script>');
  const sent = hostile.length * 2 + 2;
  await expect.poll(() => rows(page).count()).toBe(sent);
  for (let index = 0; index < sent; index++) {
    await rows(page).nth(index).click();
    await page.locator('.detail pre.body').waitFor();
    for (const summary of await page.locator('.detail summary').all()) await summary.click();
  }
  expect(await page.evaluate('[window.executed, ({}).polluted]')).toEqual([undefined, undefined]);
  expect(
    await page.locator('#app :is(script, img, svg, iframe, [onerror], a[href^="javascript"])').count(),
  ).toBe(0);
  expect(faults).toEqual([]);
});

test(`a bidi override is escaped${because}`, async () => {
  const { page } = await visit({ before: (url) => pushEvent(url, { status: 'ok', title: 'a\u202eb' }) });
  await rows(page).first().click();
  await page.locator('pre.body', { hasText: 'a⟨U+202E⟩b' }).waitFor();
});

test(`ten thousand requests scroll with few rows in the DOM, also with the keyboard${because}`, async () => {
  const { url, page } = await visit({
    async before(at) {
      for (let index = 0; index < 10_000; index += 50)
        await Promise.all(Array.from({ length: 50 }, () => pushEvent(at, { status: 'ok', title: 't' })));
    },
  });
  await expect.poll(() => page.locator('.count').innerText()).toContain('10,000 requests');
  await page.locator('.list').evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await expect.poll(() => rows(page).last().getAttribute('aria-posinset')).toBe('10000');
  expect(await rows(page).count()).toBeLessThan(60);
  await page.locator('.list').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.locator('.row.current').getAttribute('aria-posinset')).toBe('2');
  expect(url).toMatch(/^http:/);
});

test(`shows Chinese and switches the language${because}`, async () => {
  const { page } = await visit({
    query: '?lang=zh',
    colorScheme: 'dark',
    before: (url) => pushEvent(url, { status: 'no such status' }),
  });
  await rows(page).first().click();
  await page.getByText('如何修复').first().waitFor();
  expect(await page.locator('.finding a').first().getAttribute('href')).toBe(
    '/zh/guance/reasons/#status-invalid',
  );
  await page.screenshot({ path: join(artifacts, 'detail-dark-zh.png') });
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByText('How to fix it').first().waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('en');
});

test.each(['light', 'dark'] as const)(`axe finds no violations in %s${because}`, async (colorScheme) => {
  const { page } = await visit({ colorScheme, before: pushWrongSignature });
  await rows(page).first().click();
  await page.locator('.signature pre').first().waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Controls' }).click();
  await page.getByText('Running').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  for (const view of ['Plots', 'Try it', 'Open faults']) {
    await page.getByRole('link', { name: view, exact: true }).click();
    expect([view, ...(await axeViolations(page))]).toEqual([view]);
    await page.screenshot({ path: join(artifacts, `${view}-${colorScheme}.png`) });
  }
});

test(`a phone shows the list and the request on separate screens${because}`, async () => {
  const { page } = await visit({ width: 360, before: pushWrongSignature });
  await page.screenshot({ path: join(artifacts, 'list-phone.png') });
  await rows(page).first().click();
  await page.locator('.signature pre').first().waitFor();
  expect(await page.locator('.list').isVisible()).toBe(false);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  await page.screenshot({ path: join(artifacts, 'detail-phone.png') });
  await page.getByRole('button', { name: 'Close' }).click();
  expect(await page.locator('.list').isVisible()).toBe(true);
});
