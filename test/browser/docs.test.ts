/** Checks the reference pages in a browser that reaches no other host. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { apiNames, type JsonObject, loadBundle, operationsOf } from '@pushspec/contract';
import { buildSite } from '@pushspec/docs/build';
import { sampleLabels } from '@pushspec/docs/samples';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { because, hasBrowser, launchBrowser, test, violationsOf } from './chromium.fixture.ts';

const site = mkdtempSync(join(tmpdir(), 'pushspec-browser-'));
let browser: Browser;

beforeAll(async () => {
  if (!hasBrowser) return;
  await buildSite({ outDir: site, guides: false });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(site, { recursive: true, force: true });
});

interface Visit {
  page: Page;
  /** Violations, including requests to anything but a file. */
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
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const faults = violationsOf(page, (url) => url.startsWith('file:'));
  await page.goto(pathToFileURL(join(site, path)).href);
  return { page, faults };
}

const [api] = apiNames;
const first = `docs/${api}/en/index.html`;

test.each(apiNames)(
  `the page of %s opens offline and shows its title and operation${because}`,
  async (name) => {
    const document = loadBundle(name, 'documented');
    const operation = operationsOf(document)[0]?.operation as JsonObject;
    const { page, faults } = await visit(`docs/${name}/en/index.html`);
    expect(await page.title()).toBe(document.info.title);
    // The menu lists the operation by name, and it is expanded. Redoc renders an operation when it comes into view.
    await page
      .locator('a', { hasText: String(operation.summary) })
      .first()
      .click();
    await page.getByRole('heading', { name: String(operation.summary) }).waitFor();
    await page.getByRole('button', { name: 'curl', exact: true }).click();
    for (const { label } of sampleLabels) await page.getByText(label, { exact: true }).first().waitFor();
    expect(faults).toEqual([]);
  },
);

test(`the tables are on the page and in its menu${because}`, async () => {
  const { page } = await visit(first);
  for (const heading of ['Servers', 'Reasons', 'How the running service differs', 'Sources']) {
    await page.locator('a', { hasText: heading }).first().click();
    await page.locator('h2', { hasText: heading }).first().waitFor();
  }
});

test(`the operation comes before the tables, with its samples next to it${because}`, async () => {
  const { page } = await visit(first, { width: 1440 });
  const operation = operationsOf(loadBundle(api, 'documented'))[0]?.operation as JsonObject;
  const heading = page.locator('h2', { hasText: String(operation.summary) }).first();
  const sample = page.getByRole('button', { name: 'curl', exact: true });
  const [text, code] = await Promise.all([heading.boundingBox(), sample.boundingBox()]);
  expect(code?.x).toBeGreaterThan((text?.x ?? 0) + (text?.width ?? 0) - 1);
  const menu = await page.locator('a').allInnerTexts();
  const positions = [String(operation.summary), 'Servers', 'Reasons', 'Sources'].map((name) =>
    menu.findIndex((label) => label.startsWith(name)),
  );
  expect(positions).toEqual([...positions].sort((a, b) => a - b));
  expect(positions).not.toContain(-1);
});

test.each([1440, 1280])(`no table is clipped at %i px, including in Chinese${because}`, async (width) => {
  for (const language of ['en', 'zh']) {
    const { page } = await visit(`docs/${api}/${language}/index.html`, { width });
    await page.locator('table').first().waitFor();
    const cut = await page.locator('table').evaluateAll((tables) =>
      tables
        .map((table) => table.parentElement as HTMLElement)
        .filter((box) => box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX !== 'auto')
        .map((box) => box.innerText.slice(0, 40)),
    );
    expect(cut).toEqual([]);
    await page.context().close();
  }
});

test(`pages link back to the guide and to the other language${because}`, async () => {
  const { page } = await visit(first);
  const href = (name: string) => page.getByRole('link', { name, exact: true }).first().getAttribute('href');
  expect(await href('Guide')).toBe(`../../../${api}/`);
  expect(await href('简体中文')).toBe('../zh/');
});

/** Opens the search with its key. The page handles the key once its script runs. */
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
