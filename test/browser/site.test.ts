/** The site as a person opens it: served by the reference server, in a browser that reaches nothing else. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { developmentConfig, loadBundle } from '@pushspec/contract';
import { createServer, type PushServer } from '@pushspec/server';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { builtGuides } from '../../packages/docs/src/guides.fixture.ts';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const reason = existsSync(executablePath)
  ? undefined
  : `no browser: there is no ${executablePath}, and CHROMIUM names no other`;
const test = reason === undefined ? it : it.skip;
const because = reason === undefined ? '' : ` (${reason})`;

/** Screenshots for people; nothing reads them. */
const ARTEFACTS = join(import.meta.dirname, 'artefacts');

let browser: Browser;
let server: PushServer;
let origin: string;

beforeAll(async () => {
  if (reason !== undefined) return;
  const root = await builtGuides();
  server = await createServer({ profile: 'documented', config: developmentConfig, site: { root } });
  origin = (await server.listen({ port: 0 })).url;
  // A container has no user namespaces for Chromium's sandbox; the pages are our own.
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  mkdirSync(ARTEFACTS, { recursive: true });
}, 90_000);
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
  /** Requests to other hosts, all of which fail. */
  foreign: string[];
  /** Errors of scripts and of the console, among them what a policy has refused, and answers that are no success. */
  errors: string[];
}

async function visit(path: string, settings: Settings = {}): Promise<Visit> {
  const { javaScriptEnabled = true, width = 1280, colorScheme = 'light' } = settings;
  const context = await browser.newContext({
    javaScriptEnabled,
    colorScheme,
    viewport: { width, height: 900 },
  });
  const page = await context.newPage();
  const foreign: string[] = [];
  const errors: string[] = [];
  await context.route(
    (url) => url.origin !== origin,
    (route) => {
      foreign.push(route.request().url());
      return route.abort();
    },
  );
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('response', (response) => response.status() >= 400 && errors.push(response.url()));
  await page.goto(origin + path);
  return { page, foreign, errors };
}

const name = (path: string) => path.replaceAll('/', ' ').trim().replaceAll(' ', '-') || 'landing';
const shown = ['/', '/zh/', '/guance/', '/zh/guance/'];
const tables = ['/blueking/fields/', '/zh/cloudmonitor/reasons/'];
const schemes = ['light', 'dark'] as const;

test.each(shown.flatMap((path) => schemes.map((colorScheme) => ({ path, colorScheme }))))(
  `$path in $colorScheme: no axe violation, no error, no other host${because}`,
  async ({ path, colorScheme }) => {
    const { page, foreign, errors } = await visit(path, { colorScheme });
    await page.screenshot({ path: join(ARTEFACTS, `${name(path)}-${colorScheme}.png`) });
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
    const found = violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html }) => html)
          .slice(0, 3)
          .join(' ')}`,
    );
    expect({ found, foreign, errors }).toEqual({ found: [], foreign: [], errors: [] });
    await page.context().close();
  },
);

test.each([...shown, ...tables])(`%s fits a telephone${because}`, async (path) => {
  const { page } = await visit(path, { width: 360 });
  await page.screenshot({ path: join(ARTEFACTS, `${name(path)}-phone.png`) });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
  await page.context().close();
});

test(`a guide is readable with scripts off, and its links work${because}`, async () => {
  const { page, errors } = await visit('/guance/', { javaScriptEnabled: false });
  await page.getByRole('heading', { name: 'Troubleshooting' }).waitFor();
  await page.locator('main a[href="reasons/#status-invalid"]').click();
  expect(page.url()).toBe(`${origin}/guance/reasons/#status-invalid`);
  expect(await page.getByRole('heading', { name: 'status-invalid' }).isVisible()).toBe(true);
  expect(errors).toEqual([]);
});

test.each(['', '/zh'])(`the search of %s/ finds a reason${because}`, async (start) => {
  const { page, foreign, errors } = await visit(`${start}/`);
  // The button works as soon as the page's script has run.
  await page.getByRole('button', { name: /^(Search|搜索)/ }).click();
  await page.locator('input[type="search"], dialog input').first().fill('status-invalid');
  const result = page.locator(`dialog a[href^="${start}/guance/reasons/"]`).first();
  await result.waitFor({ timeout: 15_000 });
  await page.screenshot({ path: join(ARTEFACTS, `search${start.replace('/', '-')}.png`) });
  expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
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
