/** Post-processes the pages that Astro built. Each page gets a Content-Security-Policy that allows only its own inline scripts, by hash. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LOCAL_FOLDER } from '@pushspec/contract';
import { INSPECTOR } from './topics/menu-labels.ts';
import { hasVariants, variantOf } from './variants.ts';

/** Name of the file with the policy of each page, for a server that sends it as a header. */
export const POLICIES = 'policies.json';

/** Labels table cells, adds a policy to each page, and writes all policies to one file. */
export function finishPages(folder: string): void {
  const policies: Record<string, string> = {};
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.html')) continue;
    const file = join(folder, path);
    const html = labelCells(linkInspector(readFileSync(file, 'utf8')));
    const policy = policyOf(html);
    policies[`/${path.replaceAll('\\', '/')}`] = policy;
    const tag = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
    const whole = html.replace(/<meta charset="utf-8"\s*\/?>/i, (charset) => charset + tag);
    writeFileSync(file, variantOf(whole, 'hosted'));
    if (hasVariants(whole)) writeLocal(folder, path, variantOf(whole, 'local'));
  }
  writeFileSync(join(folder, POLICIES), `${JSON.stringify(policies, null, 1)}\n`);
}

/** Writes the variant of a page that a server with the development credentials serves. */
function writeLocal(folder: string, path: string, html: string): void {
  const file = join(folder, LOCAL_FOLDER, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, html);
}

/** Replaces `/zh/inspector/`, which Starlight writes, because the inspector reads its language from a parameter. */
function linkInspector(html: string): string {
  return html.replaceAll(`href="/zh${INSPECTOR}"`, `href="${INSPECTOR}?lang=zh"`);
}

/** Returns the policy of a page. Search compiles WebAssembly, and Starlight uses style attributes, which need `unsafe-inline`. */
export function policyOf(html: string): string {
  const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
  const hashes = scripts.map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
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

/**
 * Labels each cell with its column heading, so that a phone can show a row as a list. Expects tables as Astro renders
 * them from Markdown: one header row and no nested tables.
 */
function labelCells(html: string): string {
  return html.replace(/<table>[\s\S]*?<\/table>/g, (table) => {
    const heads = [...table.matchAll(/<th>([\s\S]*?)<\/th>/g)].map(([, cell = '']) =>
      cell.replace(/<[^>]*>/g, '').replaceAll('"', '&quot;'),
    );
    return table.replace(/<tr>[\s\S]*?<\/tr>/g, (row) => {
      let column = 0;
      // An empty header cell labels nothing.
      return row
        .replace(/<td>/g, () => `<td data-label="${heads[column++] ?? ''}">`)
        .replaceAll('<th></th>', '<td></td>');
    });
  });
}
