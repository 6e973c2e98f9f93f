/** Checks the site, served by the reference server, in a browser that reaches no other host. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { apiNames, developmentConfig, loadBundle, parseConfig } from '@pushspec/contract';
import { createServer, type PushServer } from '@pushspec/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { builtGuides } from '../../packages/docs/src/guides.fixture.ts';
import { installation, missingPrograms, runSample } from '../samples/sample-process.ts';
import {
  artifacts,
  axeViolations,
  because,
  hasBrowser,
  launchBrowser,
  test,
  violationsOf,
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

/** Configuration with other credentials, so that pages show no development credentials. */
const hostedConfig = parseConfig({ guance: { monitors: [{ secret: 'other-secret', subUri: 'a' }] } });

interface Settings {
  javaScriptEnabled?: boolean;
  width?: number;
  colorScheme?: 'light' | 'dark';
}

interface Visit {
  page: Page;
  /** Violations, including requests to other hosts, all of which fail, and unsuccessful responses. */
  faults: string[];
}

async function visit(path: string, settings: Settings = {}): Promise<Visit> {
  const { javaScriptEnabled = true, width = 1280, colorScheme = 'light' } = settings;
  const context = await browser.newContext({
    javaScriptEnabled,
    colorScheme,
    viewport: { width, height: 900 },
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await context.route(
    (url) => url.origin !== origin,
    (route) => route.abort(),
  );
  const faults = violationsOf(page, (url) => url.startsWith(origin));
  await page.goto(origin + path);
  return { page, faults };
}

const name = (path: string) => path.replaceAll('/', ' ').trim().replaceAll(' ', '-') || 'landing';
const schemes = ['light', 'dark'] as const;
const shown = ['/', '/zh/', '/guance/', '/zh/cloudmonitor/', '/blueking/fields/', '/zh/guance/reasons/'];

/** Returns the paths of all pages that Astro built. */
async function allPages(): Promise<string[]> {
  const files = readdirSync(await builtGuides(), { recursive: true, encoding: 'utf8' });
  return files
    .map((file) => `/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('/index.html') && !/^\/(docs|local)\//.test(file))
    .map((file) => file.slice(0, -'index.html'.length))
    .sort();
}

test(`no page has an axe violation, an error, or a request to another host${because}`, async () => {
  const { page, faults } = await visit('/');
  const found: unknown[] = [];
  for (const path of await allPages()) {
    await page.goto(origin + path);
    const violations = await axeViolations(page);
    if (violations.length > 0 || faults.length > 0)
      found.push({ path, violations, faults: faults.splice(0) });
  }
  expect(found).toEqual([]);
  await page.context().close();
});

test(`every page fits on a phone${because}`, async () => {
  const { page } = await visit('/', { width: 360 });
  const wide: string[] = [];
  for (const path of await allPages()) {
    await page.goto(origin + path);
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (width > 360) wide.push(`${path}: ${width}`);
  }
  expect(wide).toEqual([]);
  await page.context().close();
});

test.each(shown)(
  `%s has no axe violation in dark mode, and gets screenshots at three widths${because}`,
  async (path) => {
    for (const colorScheme of schemes) {
      const { page } = await visit(path, { colorScheme });
      if (colorScheme === 'dark') expect(await axeViolations(page)).toEqual([]);
      for (const width of [1440, 1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await page.screenshot({ path: join(artifacts, `${name(path)}-${width}-${colorScheme}.png`) });
      }
      await page.context().close();
    }
  },
);

test(`a guide is readable without scripts, and its links work${because}`, async () => {
  const { page, faults } = await visit('/guance/', { javaScriptEnabled: false });
  await page.getByRole('heading', { name: 'Troubleshooting' }).waitFor();
  await page.locator('main a[href="reasons/#status-invalid"]').first().click();
  expect(page.url()).toBe(`${origin}/guance/reasons/#status-invalid`);
  expect(await page.getByRole('heading', { name: 'status-invalid' }).isVisible()).toBe(true);
  expect(faults).toEqual([]);
});

test(`samples have tabs that work without scripts${because}`, async () => {
  const { page, faults } = await visit('/guance/', { javaScriptEnabled: false });
  const panel = page.locator('.tabs .panel:visible');
  expect(await panel.innerText()).toMatch(/^curl /);
  await page.locator('.tabs label', { hasText: 'Python' }).click();
  expect(await panel.innerText()).toMatch(/^import json/);
  await page.keyboard.press('ArrowRight');
  expect(await panel.innerText()).toMatch(/^import java/);
  expect(faults).toEqual([]);
});

test(`a sample copied from a page is accepted by the server of that page${because}`, async () => {
  const { page, faults } = await visit('/guance/');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('.tabs label', { hasText: 'curl' }).click();
  await page.locator('.tabs .panel:visible .copy').click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const command = await page.evaluate<string>('navigator.clipboard.readText()');
  expect(command).toContain(`${origin}/api/v1/push-events/secret_dev/datakit/push`);
  const [, body = ''] = /<<'JSON'\n([\s\S]*)\nJSON\n$/.exec(command) ?? [];
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(/"(http[^"]*)"/.exec(command)?.[1] ?? '', { method: 'POST', headers, body });
  expect(await response.json()).toMatchObject({ success: true });
  expect(faults).toEqual([]);
});

test(`the selected language persists on the next page${because}`, async () => {
  const { page } = await visit('/guance/');
  await page.locator('.tabs label', { hasText: 'Go' }).click();
  await page.goto(`${origin}/zh/blueking/`);
  const shown = await page.locator('.tabs .panel:visible').allInnerTexts();
  // The guide has samples for metrics and for events.
  expect(shown).toHaveLength(2);
  for (const text of shown) expect(text).toMatch(/^package main/);
});

test(`a hosted guide offers the vendor's hosts and inserts the selected one into the samples${because}`, async () => {
  const hosted = await createServer({ config: hostedConfig, site: { root: await builtGuides() } });
  const { url } = await hosted.listen({ port: 0 });
  const page = await browser.newPage();
  await page.goto(`${url}/cloudmonitor/`);
  await page.getByLabel('Host', { exact: true }).selectOption({ index: 1 });
  const host = await page.getByLabel('Host', { exact: true }).inputValue();
  expect(await page.locator('.endpoint .host').innerText()).toBe(host);
  expect(await page.locator('.tabs .panel:visible').innerText()).toContain(`${host}/event/custom/upload`);
  await page.close();
  await hosted.close();
});

const searched = [
  ['', 'status-invalid', 'status-invalid'],
  ['/zh', 'status-invalid', 'status-invalid'],
  // Messages as the services send them, with their own values, alone or within a response.
  ['', 'event.date must be an integer number of seconds, got string', 'date-type'],
  [
    '/zh',
    '{"errorCode":"ft.TriggerApiAkCurrentLimiting","message":"Trigger API rate limiting - AK level"}',
    'rate-limited-key',
  ],
] as const;

test.each(searched)(
  `the first search result of %s/ for %s is the reason %s${because}`,
  async (start, query, code) => {
    const { page, faults } = await visit(`${start}/`);
    await page.keyboard.press('Control+k');
    await page.locator('.search-dialog input').fill(query);
    const first = page.locator('.search-results a').first();
    await expect.poll(() => first.getAttribute('href')).toBe(`${start}/guance/reasons/#${code}`);
    await page.screenshot({ path: join(artifacts, `search${start.replace('/', '-')}.png`) });
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${origin}${start}/guance/reasons/#${code}`);
    expect(faults).toEqual([]);
  },
);

test(`the search also finds page sections${because}`, async () => {
  const { page } = await visit('/');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.locator('.search-dialog input').fill('dimension_tags');
  await page.locator('.search-results a[href^="/guance/"]').first().waitFor();
});

test(`the keyboard alone reaches the same page in Chinese${because}`, async () => {
  const { page } = await visit('/guance/');
  const isThere = () => page.evaluate<boolean>('!!document.activeElement?.matches(".language")');
  let steps = 0;
  while (!(await isThere()) && steps++ < 15) await page.keyboard.press('Tab');
  expect(await isThere()).toBe(true);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${origin}/zh/guance/`);
  expect(await page.locator('h1').innerText()).toBe(loadBundle('guance', 'documented', 'zh').info.title);
});

test(`without a menu, a narrow landing page still links to the other language${because}`, async () => {
  const { page } = await visit('/', { width: 360, javaScriptEnabled: false });
  await page.getByRole('link', { name: '中文' }).first().click();
  expect(page.url()).toBe(`${origin}/zh/`);
});

(missingPrograms('curl').length > 0 ? test.skip : test)(
  `the landing page shows the verdict on each of its commands${because}`,
  async () => {
    const { page } = await visit('/');
    const commands = await page.locator('.panel .request pre').allTextContents();
    const shown = await page.locator('.panel .verdict').allInnerTexts();
    const installed = installation();
    const verdicts: string[] = [];
    for (const source of commands) {
      await runSample(installed, { source, language: 'curl', sdk: undefined, env: {} });
      const [latest] = (await server.requests()).slice(-1);
      verdicts.push(`Verdict ${latest?.outcome} ${latest?.status} ${latest?.operation} no reasons`);
    }
    rmSync(installed, { recursive: true, force: true });
    expect(shown.map((text) => text.split(/\s+/).join(' '))).toEqual(verdicts);
    expect(verdicts).toHaveLength(apiNames.length);
  },
);

test(`every page has its own policy, and every other file allows nothing${because}`, async () => {
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
