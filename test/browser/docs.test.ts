/** The reference pages as a person opens them: in a browser, with no other host in reach. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type JsonObject, loadBundle, operationsOf, vendors } from '@pushspec/contract';
import { buildSite } from '@pushspec/docs/build';
import { sampleLabels } from '@pushspec/docs/samples';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { because, faultsOf, hasBrowser, launchBrowser, test } from './chromium.fixture.ts';

const site = mkdtempSync(join(tmpdir(), 'pushspec-browser-'));
let browser: Browser;

beforeAll(async () => {
  if (!hasBrowser) return;
  await buildSite({ outDir: site, languages: ['en'], guides: false });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(site, { recursive: true, force: true });
});

interface Visit {
  page: Page;
  /** What may not happen, among it a request to anything but a file. */
  faults: string[];
}

async function visit(
  path: string,
  options: { javaScriptEnabled?: boolean; width?: number } = {},
): Promise<Visit> {
  const { javaScriptEnabled = true, width = 1280 } = options;
  const context = await browser.newContext({
    javaScriptEnabled,
    offline: true,
    viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  const faults = faultsOf(page, (url) => url.startsWith('file:'));
  await page.goto(pathToFileURL(join(site, path)).href);
  return { page, faults };
}

const [vendor] = vendors;
const first = `docs/${vendor}/en/index.html`;

test.each(vendors)(
  `the page of %s opens without a network and shows title and operation${because}`,
  async (name) => {
    const document = loadBundle(name, 'documented');
    const operation = operationsOf(document)[0]?.operation as JsonObject;
    const { page, faults } = await visit(`docs/${name}/en/index.html`);
    expect(await page.title()).toBe(document.info.title);
    await page
      .getByText(String((operation.tags as string[])[0]), { exact: true })
      .first()
      .click();
    await page.getByText(String(operation.summary), { exact: true }).first().click();
    await page.getByRole('heading', { name: String(operation.summary) }).waitFor();
    await page.getByRole('button', { name: 'curl', exact: true }).click();
    for (const { label } of sampleLabels) await page.getByText(label, { exact: true }).first().waitFor();
    expect(faults).toEqual([]);
  },
);

test(`the tables are on the page and in its menu${because}`, async () => {
  const { page } = await visit(first);
  for (const heading of ['Limits', 'Reasons', 'What the running receiver does differently', 'Sources']) {
    expect(await page.locator('h2', { hasText: new RegExp(`^${heading}$`) }).count()).toBe(1);
    expect(await page.locator('a', { hasText: heading }).count()).toBeGreaterThan(0);
  }
});

/** The key is listened to as soon as the page's script runs. */
async function openSearch(page: Page, field: Locator): Promise<boolean> {
  if (!(await field.isVisible())) await page.keyboard.press('Control+k');
  return field.isVisible();
}

test(`the search finds a field${because}`, async () => {
  const { page, faults } = await visit(first);
  const field = page.getByPlaceholder('Search docs...');
  await expect.poll(() => openSearch(page, field)).toBe(true);
  await field.fill('timestamp');
  await page.getByText('request fields').first().waitFor();
  expect(faults).toEqual([]);
});

test(`a page without scripts still shows its text${because}`, async () => {
  const { page } = await visit(first, { javaScriptEnabled: false });
  expect(await page.locator('body').innerText()).toContain('Before you start.');
});
