/** The site as a person opens it: served by the reference server, in a browser that reaches nothing else. */
import { join } from 'node:path';
import { developmentConfig, loadBundle } from '@pushspec/contract';
import { createServer, type PushServer } from '@pushspec/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { builtGuides } from '../../packages/docs/src/guides.fixture.ts';
import {
  artefacts,
  axeViolations,
  because,
  faultsOf,
  hasBrowser,
  launchBrowser,
  test,
} from './chromium.fixture.ts';

let browser: Browser;
let server: PushServer;
let origin: string;

beforeAll(async () => {
  if (!hasBrowser) return;
  const root = await builtGuides();
  server = await createServer({ profile: 'documented', config: developmentConfig, site: { root } });
  origin = (await server.listen({ port: 0 })).url;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

interface Settings {
  javaScriptEnabled?: boolean;
  width?: number;
  colorScheme?: 'light' | 'dark';
}

interface Visit {
  page: Page;
  /** What may not happen, among it a request to another host, all of which fail, and an answer that is no success. */
  faults: string[];
}

async function visit(path: string, settings: Settings = {}): Promise<Visit> {
  const { javaScriptEnabled = true, width = 1280, colorScheme = 'light' } = settings;
  const context = await browser.newContext({
    javaScriptEnabled,
    colorScheme,
    viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  await context.route(
    (url) => url.origin !== origin,
    (route) => route.abort(),
  );
  const faults = faultsOf(page, (url) => url.startsWith(origin));
  await page.goto(origin + path);
  return { page, faults };
}

const name = (path: string) => path.replaceAll('/', ' ').trim().replaceAll(' ', '-') || 'landing';
const shown = ['/', '/zh/', '/guance/', '/zh/guance/'];
const tables = ['/blueking/fields/', '/zh/cloudmonitor/reasons/'];
const schemes = ['light', 'dark'] as const;

test.each(shown.flatMap((path) => schemes.map((colorScheme) => ({ path, colorScheme }))))(
  `$path in $colorScheme: no axe violation, no error, no other host${because}`,
  async ({ path, colorScheme }) => {
    const { page, faults } = await visit(path, { colorScheme });
    await page.screenshot({ path: join(artefacts, `${name(path)}-${colorScheme}.png`) });
    expect({ violations: await axeViolations(page), faults }).toEqual({ violations: [], faults: [] });
    await page.context().close();
  },
);

test.each([...shown, ...tables])(`%s fits a telephone${because}`, async (path) => {
  const { page } = await visit(path, { width: 360 });
  await page.screenshot({ path: join(artefacts, `${name(path)}-phone.png`) });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  await page.context().close();
});

test(`a guide is readable with scripts off, and its links work${because}`, async () => {
  const { page, faults } = await visit('/guance/', { javaScriptEnabled: false });
  await page.getByRole('heading', { name: 'Troubleshooting' }).waitFor();
  await page.locator('main a[href="reasons/#status-invalid"]').click();
  expect(page.url()).toBe(`${origin}/guance/reasons/#status-invalid`);
  expect(await page.getByRole('heading', { name: 'status-invalid' }).isVisible()).toBe(true);
  expect(faults).toEqual([]);
});

test.each(['', '/zh'])(`the search of %s/ finds a reason${because}`, async (start) => {
  const { page, faults } = await visit(`${start}/`);
  // The button works as soon as the page's script has run.
  await page.getByRole('button', { name: /^(Search|搜索)/ }).click();
  await page.locator('input[type="search"], dialog input').first().fill('status-invalid');
  const result = page.locator(`dialog a[href^="${start}/guance/reasons/"]`).first();
  await result.waitFor();
  await page.screenshot({ path: join(artefacts, `search${start.replace('/', '-')}.png`) });
  expect(faults).toEqual([]);
});

test(`the keyboard alone reaches the language menu, and it leads to the same page in Chinese${because}`, async () => {
  const { page } = await visit('/guance/');
  const isThere = () => page.evaluate<boolean>('!!document.activeElement?.closest("starlight-lang-select")');
  let steps = 0;
  while (!(await isThere()) && steps++ < 15) await page.keyboard.press('Tab');
  expect(await isThere()).toBe(true);
  await page.keyboard.press('ArrowDown');
  await page.waitForURL(`${origin}/zh/guance/`);
  expect(await page.locator('h1').innerText()).toBe(loadBundle('guance', 'documented', 'zh').info.title);
});

test(`without a menu, a narrow landing page still leads to the other language${because}`, async () => {
  const { page } = await visit('/', { width: 360, javaScriptEnabled: false });
  await page.getByRole('link', { name: '简体中文' }).click();
  expect(page.url()).toBe(`${origin}/zh/`);
});

test(`every page has a policy of its own, and every other file allows nothing${because}`, async () => {
  const policy = async (path: string) =>
    (await fetch(origin + path)).headers.get('content-security-policy') ?? '';
  expect(await policy('/guance/')).toMatch(
    /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-/,
  );
  expect(await policy('/guance/')).not.toMatch(/script-src[^;]*'unsafe-inline'/);
  // The worker of the search compiles WebAssembly.
  expect(await policy('/pagefind/pagefind-worker.js')).toMatch(
    /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/,
  );
  expect(await policy('/favicon.svg')).toBe("default-src 'none'; frame-ancestors 'none'");
});
