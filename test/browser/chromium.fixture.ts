/** Starts a real browser, if there is one, and provides checks for page tests. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { it } from 'vitest';

export const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const reason = existsSync(executablePath)
  ? undefined
  : `no browser: there is no ${executablePath}, and CHROMIUM names no other`;

export const hasBrowser = reason === undefined;
export const test = hasBrowser ? it : it.skip;
/** A suffix for test names, so that the report states why a test was skipped. */
export const because = hasBrowser ? '' : ` (${reason})`;

/** Folder for screenshots. No test reads them. */
export const artifacts = join(import.meta.dirname, 'artifacts');

/**
 * Only ends a hang, like the test runner's limit of ten minutes. It is shorter, so that Playwright can still report what it
 * waited for.
 */
const HANGS_MS = 540_000;

/** Starts the browser. Rejects with the cause and a next step if it does not start. */
export async function launchBrowser(program = executablePath): Promise<Browser> {
  mkdirSync(artifacts, { recursive: true });
  const quiet = ['--disable-background-networking', '--disable-component-update', '--no-first-run'];
  // A container has no user namespaces for Chromium's sandbox; the pages are our own. Without a GPU, a page that is drawn by
  // Debian's `--enable-gpu-rasterization` can stop getting frames, and then no locator ever becomes visible.
  const args = ['--no-sandbox', '--disable-gpu', ...quiet];
  const options = { executablePath: program, args, timeout: HANGS_MS };
  const browser = await chromium.launch(options).catch((cause: Error) => {
    const next = `Run \`${program} --headless --no-sandbox --dump-dom about:blank\`, or set CHROMIUM to another browser.`;
    throw new Error(`${program} did not start: ${cause.message}\n${next}`, { cause });
  });
  browser.on('context', (context) => context.setDefaultTimeout(HANGS_MS));
  return browser;
}

/** Collects violations on a page: script and console errors (including policy violations), dialogs, and requests to other origins. */
export function violationsOf(page: Page, isOwn: (url: string) => boolean): string[] {
  const violations: string[] = [];
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && !isOwn(request.url())) violations.push(request.url());
  });
  page.on('pageerror', (error) => violations.push(error.message));
  page.on('console', (message) => message.type() === 'error' && violations.push(message.text()));
  page.on('dialog', (dialog) => {
    violations.push(`dialog ${dialog.message()}`);
    return dialog.dismiss();
  });
  return violations;
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Returns the axe violations of the current page: each rule with the first element that breaks it. */
export async function axeViolations(page: Page): Promise<[rule: string, element: string | undefined][]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
    'axe.run()',
  );
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
}
