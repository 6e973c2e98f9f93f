/** The inspector as a person uses it: a real server, a real browser, and no other host in reach. */
import { join } from 'node:path';
import { expect } from 'vitest';
import { artefacts, axeViolations, because, test } from './chromium.fixture.ts';
import { openBrowser, pushEvent, pushWrongSignature, rows, visit } from './inspector.fixture.ts';

openBrowser();

test(`a 403 of CloudMonitor shows the string to sign beside the finding${because}`, async () => {
  const { page } = await visit({ before: pushWrongSignature });
  await rows(page).first().click();
  const signature = page.locator('.signature');
  await signature.waitFor();
  await expect
    .poll(() => signature.locator('pre').first().innerText())
    .toContain('x-cms-signature:hmac-sha1');
  expect(await signature.innerText()).toContain('Signature: wrong; Content-MD5: wrong');
  await page.screenshot({ path: join(artefacts, 'signature-light.png') });
});

test(`replay, fault and clock do what they say${because}`, async () => {
  const { server, url, page } = await visit({
    before: (at) => pushEvent(at, { status: 'ok', title: 'again' }),
  });
  await rows(page).first().click();
  await page.getByRole('button', { name: 'Replay' }).click();
  await expect.poll(() => rows(page).count()).toBe(2);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.detail').count()).toBe(0);
  await page.getByRole('button', { name: 'Controls' }).click();
  await page.locator('form select[name=vendor]').selectOption('guance');
  await page.locator('form select[name=kind]').selectOption('truncated');
  await page.getByRole('button', { name: 'Add fault' }).click();
  await page.getByText('"kind":"truncated"').waitFor();
  await expect(pushEvent(url, { status: 'ok' }).then((answer) => answer.text())).rejects.toThrow();
  await page.getByRole('button', { name: 'Hold' }).click();
  await page.getByText('(held)').waitFor();
  expect(server.clock.state().frozen).toBe(true);
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('button', { name: 'Yes, forget' }).click();
  await expect.poll(() => server.requests()).toEqual([]);
});

const hostile = [
  '<script>window.executed = 1</script>',
  '<img src=x onerror="window.executed = 1"><svg onload="window.executed = 1">',
  'javascript:window.executed=1',
  'data:text/html,<script>window.executed=1</script>',
  '\u202egnp.exe\u2066\u200b',
  '\u001b[2J\u001b]0;title\u0007',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is to stay a text.
  '{{constructor.constructor("window.executed = 1")()}} ${window.executed = 1}',
  'x'.repeat(100_000),
  '\ud800 alone',
];

test(`nothing that a request holds is executed${because}`, async () => {
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

test(`a bidi override is written out${because}`, async () => {
  const { page } = await visit({ before: (url) => pushEvent(url, { status: 'ok', title: 'a\u202eb' }) });
  await rows(page).first().click();
  await page.locator('pre.body', { hasText: 'a⟨U+202E⟩b' }).waitFor();
});

test(`ten thousand requests scroll with few rows in the page, by keys too${because}`, async () => {
  const { url, page } = await visit({
    async before(at) {
      for (let index = 0; index < 10_000; index += 50)
        await Promise.all(Array.from({ length: 50 }, () => pushEvent(at, { status: 'ok', title: 't' })));
    },
  });
  await expect.poll(() => page.locator('.count').innerText()).toContain('10000 of');
  await page.locator('.list').evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await expect.poll(() => rows(page).last().getAttribute('aria-posinset')).toBe('10000');
  expect(await rows(page).count()).toBeLessThan(60);
  await page.locator('.list').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.locator('[aria-selected=true]').getAttribute('aria-posinset')).toBe('2');
  expect(url).toMatch(/^http:/);
});

test(`speaks Chinese, and changes the language${because}`, async () => {
  const { page } = await visit({
    query: '?lang=zh',
    colorScheme: 'dark',
    before: (url) => pushEvent(url, { status: 'no such status' }),
  });
  await rows(page).first().click();
  await page.getByText('处理办法').first().waitFor();
  expect(await page.locator('.finding a').first().getAttribute('href')).toBe(
    '/zh/guance/reasons/#status-invalid',
  );
  await page.screenshot({ path: join(artefacts, 'detail-dark-zh.png') });
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByText('What to do').first().waitFor();
  expect(await page.evaluate('document.documentElement.lang')).toBe('en');
});

test.each(['light', 'dark'] as const)(`axe finds nothing wrong in %s${because}`, async (colorScheme) => {
  const { page } = await visit({ colorScheme, before: pushWrongSignature });
  await rows(page).first().click();
  await page.locator('.signature pre').first().waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Controls' }).click();
  await page.getByText('(running)').waitFor();
  expect(await axeViolations(page)).toEqual([]);
  for (const view of ['Plots', 'Try it', 'Open faults']) {
    await page.getByRole('button', { name: view, exact: true }).click();
    expect([view, ...(await axeViolations(page))]).toEqual([view]);
    await page.screenshot({ path: join(artefacts, `${view}-${colorScheme}.png`) });
  }
});

test(`a telephone shows list and request one after the other${because}`, async () => {
  const { page } = await visit({ width: 360, before: pushWrongSignature });
  await page.screenshot({ path: join(artefacts, 'list-phone.png') });
  await rows(page).first().click();
  await page.locator('.signature pre').first().waitFor();
  expect(await page.locator('.list').isVisible()).toBe(false);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  await page.screenshot({ path: join(artefacts, 'detail-phone.png') });
  await page.getByRole('button', { name: 'Back to the list' }).click();
  expect(await page.locator('.list').isVisible()).toBe(true);
});
