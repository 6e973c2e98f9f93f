/** Finishes what Astro has built. Every page gets a Content-Security-Policy that allows its own inline scripts, by their hashes, and no others. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { labelCells } from './cell-labels.ts';

/** Name of the file beside the pages that holds the policy of each of them, for a server that sends headers. */
export const POLICIES = 'policies.json';

/** Finishes the built pages: labels their cells, puts its policy into each page, and all policies into one file. */
export function finishPages(folder: string): void {
  const policies: Record<string, string> = {};
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.html')) continue;
    const file = join(folder, path);
    const html = labelCells(nameSearch(readFileSync(file, 'utf8')));
    const policy = policyOf(html);
    policies[`/${path.replaceAll('\\', '/')}`] = policy;
    const tag = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
    writeFileSync(
      file,
      html.replace(/<meta charset="utf-8"\s*\/?>/i, (charset) => charset + tag),
    );
  }
  writeFileSync(join(folder, POLICIES), `${JSON.stringify(policies, null, 1)}\n`);
}

/** Has the button of the search say the words that are on it; `site.css` hides them from narrow screens only. */
function nameSearch(html: string): string {
  return html
    .replace(/(<button data-open-modal[^>]*?) aria-label="[^"]*"/, '$1')
    .replace(
      /<span class="sl-hidden md:sl-block([^"]*)" aria-hidden="true">/,
      '<span class="search-word$1">',
    );
}

/** The search compiles WebAssembly. Starlight has style attributes, which only `unsafe-inline` allows. */
export function policyOf(html: string): string {
  const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
  const hashes = scripts.map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${[...new Set(hashes)].join(' ')}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
