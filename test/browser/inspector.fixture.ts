/** Starts a real server with the inspector, and a real browser that reaches no other host. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentConfig } from '@pushspec/contract';
import { buildApp } from '@pushspec/inspector/build';
import { createServer, type PushServer, type ServerOptions } from '@pushspec/server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { hasBrowser, launchBrowser, violationsOf } from './chromium.fixture.ts';

let root: string;
let browser: Browser;

/** Builds the inspector and opens a browser for the tests of the calling file, and closes both afterwards. */
export function openBrowser(): void {
  beforeAll(async () => {
    if (!hasBrowser) return;
    root = mkdtempSync(join(tmpdir(), 'pushspec-inspector-'));
    await buildApp({ outDir: root });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    if (!hasBrowser) return;
    await browser.close();
    rmSync(root, { recursive: true, force: true });
  });
}

interface Visit {
  server: PushServer;
  url: string;
  page: Page;
  /** Errors of scripts and of the console, dialogs, and requests to other hosts. */
  faults: string[];
}

interface VisitOptions {
  /** @default '?lang=en' */
  query?: string;
  /** The path of a page other than the inspector. */
  path?: string;
  /** Server options in addition to the inspector. */
  options?: ServerOptions;
  isScriptOff?: boolean;
  width?: number;
  colorScheme?: 'light' | 'dark';
  before?: (url: string) => Promise<unknown>;
}

export async function visit({
  query = '?lang=en',
  path,
  options = {},
  isScriptOff = false,
  width = 1280,
  colorScheme = 'light',
  before,
}: VisitOptions = {}): Promise<Visit> {
  const server = await createServer({ inspector: { root }, ...options });
  onTestFinished(() => server.close());
  const { url } = await server.listen({ port: 0 });
  await before?.(url);
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme,
    reducedMotion: 'reduce',
    javaScriptEnabled: !isScriptOff,
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const faults = violationsOf(page, (address) => address.startsWith(url));
  await page.goto(url + (path ?? `/inspector/${query}`));
  await page.locator('header').first().waitFor();
  if (path === undefined && options.adminToken === undefined) await page.locator('.live').waitFor();
  return { server, url, page, faults };
}

export const pushEvent = (url: string, event: unknown) =>
  fetch(`${url}/api/v1/push-events/secret_dev/datakit/push`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof event === 'string' ? event : JSON.stringify({ event }),
  });

/** Sends an event with a signature for another body. */
export const pushWrongSignature = (url: string) =>
  fetch(`${url}/event/custom/upload`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      date: new Date().toUTCString(),
      'x-cms-api-version': '1.0',
      'x-cms-ip': '127.0.0.1',
      'x-cms-signature': 'hmac-sha1',
      'content-md5': 'D41D8CD98F00B204E9800998ECF8427E',
      authorization: `${developmentConfig.cloudmonitor.accounts[0]?.keys[0]?.accessKeyId}:0000000000000000000000000000000000000000`,
    },
    body: '[{"name":"n","content":"c"}]',
  });

export const rows = (page: Page) => page.getByRole('option').filter({ has: page.locator('time') });
