/** A real browser, if there is one, and what every test of a page asks of it. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { it } from 'vitest';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const reason = existsSync(executablePath)
  ? undefined
  : `no browser: there is no ${executablePath}, and CHROMIUM names no other`;

export const hasBrowser = reason === undefined;
export const test = hasBrowser ? it : it.skip;
/** Ends the name of a test, so that the report says why it was skipped. */
export const because = hasBrowser ? '' : ` (${reason})`;

/** Folder of the screenshots, which are for people; nothing reads them. */
export const artefacts = join(import.meta.dirname, 'artefacts');

export async function launchBrowser(): Promise<Browser> {
  mkdirSync(artefacts, { recursive: true });
  const quiet = ['--disable-background-networking', '--disable-component-update', '--no-first-run'];
  // A container has no user namespaces for Chromium's sandbox; the pages are our own.
  const args = ['--no-sandbox', ...quiet];
  // Without a time limit: those of the test runner end what hangs.
  const browser = await chromium.launch({ executablePath, args, timeout: 0 });
  browser.on('context', (context) => context.setDefaultTimeout(0));
  return browser;
}

/** Collects what may not happen on a page: errors of scripts and of the console, among them what a policy has refused, dialogs, and requests that are not its own. */
export function faultsOf(page: Page, isOwn: (url: string) => boolean): string[] {
  const faults: string[] = [];
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !isOwn(request.url())) faults.push(request.url());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('dialog', (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    return dialog.dismiss();
  });
  return faults;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with the page as it stands: each rule with the first element that breaks it. */
export async function axeViolations(page: Page): Promise<[rule: string, element: string | undefined][]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    'axe.run()',
  );
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
}
