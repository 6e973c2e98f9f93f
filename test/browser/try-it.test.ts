/** Checks the form on the site pages, where a reader edits and sends an example and sees its result. */
import { join } from 'node:path';
import { createMock } from '@pushspec/mock';
import { expect, onTestFinished } from 'vitest';
import { builtGuides } from '../../packages/docs/src/guides.fixture.ts';
import { artifacts, axeViolations, because, test } from './chromium.fixture.ts';
import { openBrowser, visit } from './inspector.fixture.ts';

openBrowser();

const site = async () => ({ site: { root: await builtGuides() } });

test(`a guide reader can edit an example and follow the reason to its table row${because}`, async () => {
  const { page, url, faults } = await visit({ path: '/guance/#try-it', options: await site() });
  const body = page.getByLabel('Body');
  await body.fill((await body.inputValue()).replace(/"status": "\w+"/, '"status": "broken"'));
  await page.getByRole('button', { name: 'Send to the reference server' }).click();
  await page.locator('.try .finding code', { hasText: 'status-invalid' }).waitFor();
  await page.locator('[data-try-it]').screenshot({ path: join(artifacts, 'try-it.png') });
  expect(await axeViolations(page)).toEqual([]);
  await page.locator('.try .finding a').first().click();
  expect(page.url()).toBe(`${url}/guance/reasons/#status-invalid`);
  expect(faults).toEqual([]);
});

test(`the Chinese page has a Chinese form, also in dark mode on a phone${because}`, async () => {
  const options = await site();
  const { page, faults } = await visit({
    path: '/zh/cloudmonitor/',
    options,
    width: 360,
    colorScheme: 'dark',
  });
  await page.getByText('编辑一个示例').click();
  await page.getByLabel('请求体').fill('[{"name":"deploy"}]');
  await page.getByRole('button', { name: '发送到参考服务器' }).click();
  await page.locator('.try .finding code', { hasText: 'content-missing' }).waitFor();
  await page.locator('.try').screenshot({ path: join(artifacts, 'try-it-zh-phone.png') });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  expect(await axeViolations(page)).toEqual([]);
  expect(faults).toEqual([]);
});

test(`the form can also send to the mock${because}`, async () => {
  const mock = createMock();
  onTestFinished(() => mock.close());
  const { url } = await mock.listen({ port: 0 });
  const { page } = await visit({
    path: '/blueking/#try-it',
    options: { ...(await site()), mockUrl: () => url },
  });
  await page.getByRole('button', { name: 'Send to the mock' }).click();
  await page.getByText('The mock does not keep requests.').waitFor();
});

test(`the form requests the token of a server that has one${because}`, async () => {
  const { page } = await visit({
    path: '/blueking/#try-it',
    options: { ...(await site()), adminToken: 'a-token-of-a-test' },
  });
  const send = page.getByRole('button', { name: 'Send to the reference server' });
  await send.click();
  await page.getByLabel('Token').fill('a-token-of-a-test');
  await page.getByRole('button', { name: 'Continue' }).click();
  await send.click();
  await page.getByRole('heading', { name: 'Response 200' }).waitFor();
});

test(`without scripts, the page states where the form is available${because}`, async () => {
  const { page } = await visit({ path: '/guance/', options: await site(), isScriptOff: true });
  await page.getByText('Edit an example').click();
  expect(await page.locator('[data-try-it]').innerText()).toContain('npx pushspec start');
});
