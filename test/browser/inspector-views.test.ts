/** Checks the other views of the inspector: trying a request, and plots. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { because, test } from './chromium.fixture.ts';
import { openBrowser, pushEvent, pushWrongSignature, rows, visit } from './inspector.fixture.ts';

openBrowser();

test(`an example can be edited and sent, and its result is explained${because}`, async () => {
  const { page, faults } = await visit({
    query: 'try?lang=en&api=cloudmonitor',
    before: pushWrongSignature,
  });
  const body = page.getByLabel('Body');
  await body.fill('[{"name":"deploy"}]');
  await page.getByRole('button', { name: 'Send to the reference server' }).click();
  await page.getByRole('heading', { name: 'Response 400' }).waitFor();
  expect(await page.locator('.try').innerText()).toContain('content-missing');
  await body.fill('[{"name":"deploy","content":"1.4"}]');
  await page.getByRole('button', { name: 'Send to the reference server' }).click();
  await page.getByRole('heading', { name: 'Response 200' }).waitFor();
  expect(faults).toEqual([]);
});

test(`the list recovers by itself after a failure of the admin API${because}`, async () => {
  const { url, page } = await visit();
  await pushEvent(url, { status: 'ok', title: 'before' });
  await rows(page).first().waitFor();
  await page.route('**/__admin/**', (route) =>
    route.fulfill({ status: 500, json: { error: 'internal error' } }),
  );
  await page.locator('input[name=text]').fill('again');
  await page.locator('.lost').waitFor();
  await pushEvent(url, { status: 'ok', title: 'again' });
  await page.unroute('**/__admin/**');
  await page.locator('.live').waitFor();
  await expect.poll(() => rows(page).count()).toBe(1);
});

test(`a record that failed to load appears once it loads${because}`, async () => {
  const { url, page } = await visit();
  await pushEvent(url, { status: 'ok', title: 'recovered' });
  await page.route('**/__admin/requests/*', (route) =>
    route.fulfill({ status: 500, json: { error: 'internal error' } }),
  );
  await rows(page).first().click();
  await page.getByRole('alert').waitFor();
  await page.unroute('**/__admin/requests/*');
  await page.locator('.detail h2').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
});

test(`plots show how close a rate is to its limit${because}`, async () => {
  const { page } = await visit({
    before: async (url) => {
      for (let sent = 0; sent < 3; sent += 1) await pushEvent(url, { status: 'error', title: `no. ${sent}` });
    },
  });
  await expect.poll(() => rows(page).count()).toBe(3);
  await page.getByRole('link', { name: 'Plots' }).click();
  await page
    .getByText(/peak 3 of \d+ allowed/)
    .first()
    .waitFor();
});

test(`a copied curl command sends the same request again, with credentials masked${because}`, async () => {
  const { page, url } = await visit({
    before: (at) => pushEvent(at, { status: 'error', title: "it's full; $(id)" }),
  });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await rows(page).first().click();
  await page.getByRole('button', { name: 'Copy as curl' }).click();
  await page.getByText('Copied. Credentials').waitFor();
  const command = await page.evaluate<string>('navigator.clipboard.readText()');
  expect(command).not.toContain('secret_dev');
  const masked = /\/push-events\/([^/]+)\//.exec(command)?.[1] ?? '';
  await promisify(execFile)('sh', ['-c', command.replace(masked, 'secret_dev')]);
  const { requests } = await (await fetch(`${url}/__admin/requests?limit=2`)).json();
  const [again, first] = await Promise.all(
    requests.map(async ({ id }: { id: string }) => (await fetch(`${url}/__admin/requests/${id}`)).json()),
  );
  expect(again.request.body).toBe(first.request.body);
  expect(again.verdict.outcome).toBe('accepted');
});

test(`a server with a token shows nothing until the token is entered${because}`, async () => {
  const { page } = await visit({
    query: '?lang=en',
    options: { adminToken: 'a-token-of-a-test' },
    before: (at) => pushEvent(at, { status: 'error', title: 'disk full' }),
  });
  const token = page.getByLabel('Token');
  await token.fill('a-wrong-token');
  await page.getByRole('button', { name: 'Continue' }).click();
  expect(await rows(page).count()).toBe(0);
  await token.fill('a-token-of-a-test');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect.poll(() => rows(page).count()).toBe(1);
  expect(await token.count()).toBe(0);
});

test(`a request that is too large for the list is marked, arrives live and opens${because}`, async () => {
  const { page, url, faults } = await visit();
  const extraData = { long: 'x'.repeat(100_000), '\u0001\u202e': '\ud800' };
  await pushEvent(url, JSON.stringify({ event: { status: 'error', title: 'large' }, extraData }));
  await pushEvent(url, { status: 'ok', title: 'small' });
  await expect.poll(() => rows(page).count()).toBe(2);
  expect(await rows(page).first().innerText()).not.toContain('hidden');
  expect(await rows(page).last().innerText()).toContain('Partly hidden');
  await rows(page).last().click();
  await page.locator('.item-list summary').first().click();
  expect(await page.locator('.detail').innerText()).toContain('df_meta');
  expect(faults).toEqual([]);
});
