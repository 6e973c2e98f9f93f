/** The landing page: what this is, and where everything is. */
import { loadBundle } from '@pushspec/contract';
import type { SitePage } from './page.ts';

export interface Addresses {
  /** Of the reference server, such as `http://127.0.0.1:4010`. */
  server?: string;
  mock?: string;
}

const LANGUAGE_NAMES: Record<SitePage['language'], string> = { en: 'English', zh: '中文' };

const STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --soft: #59636e; --line: #d9dee4; --card: #f6f8fa; --link: #0a58ca; --page: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e9ed; --soft: #9aa5b1; --line: #30363d; --card: #161b22; --link: #6cb0ff; --page: #0d1117; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.6 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 3rem 1.25rem 4rem; }
h1 { margin: 0; font-size: 2.25rem; line-height: 1.2; }
h2 { margin: 2.5rem 0 1rem; font-size: 1.25rem; }
h3 { margin: 0; font-size: 1.05rem; }
p { margin: .5rem 0 0; }
.lead { max-width: 42rem; margin-top: .75rem; color: var(--soft); font-size: 1.1rem; }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); margin: 0; padding: 0; list-style: none; }
.cards li { display: flex; flex-direction: column; padding: 1.25rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card); }
.cards p { flex: 1; color: var(--soft); }
.links { display: flex; gap: 1rem; margin-top: 1rem; }
a { color: var(--link); }
code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .5rem 1.5rem; margin: 0; }
dt { font-weight: 600; }
dd { margin: 0; color: var(--soft); }
@media (max-width: 36rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
`;

/** One HTML page without scripts and without anything from another host. */
export function landingPage(pages: readonly SitePage[], addresses: Addresses = {}): string {
  const vendors = [...new Set(pages.map(({ vendor }) => vendor))];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>pushspec</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="Contracts, reference server, mock and clients for push APIs of monitoring services">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>pushspec</h1>
<p class="lead">OpenAPI contracts for the push APIs of monitoring services, and everything that follows from them:
this reference, typed clients, a server that behaves like the real receivers and says why it refuses, a mock, and conformance tests.</p>
<h2>Reference</h2>
<ul class="cards">
${vendors.map((vendor) => card(pages.filter((page) => page.vendor === vendor))).join('\n')}
</ul>
<h2>Try it</h2>
<dl>
<dt>Reference server</dt><dd>${address(addresses.server)} checks credentials, limits and every rule, and keeps a verdict on each request.</dd>
<dt>Verdicts</dt><dd><code>GET ${addresses.server ?? ''}/__admin/requests</code> on the reference server: what arrived, and why it was refused.</dd>
<dt>Mock</dt><dd>${address(addresses.mock)} answers with the examples of the contract; <code>Prefer: code=…, example=…</code> picks one.</dd>
</dl>
</main>
</body>
</html>
`;
}

function address(url: string | undefined): string {
  return url === undefined
    ? '<code>pushspec start</code> prints its address. It'
    : `<code>${escapeHtml(url)}</code>`;
}

function card(pages: readonly SitePage[]): string {
  const [{ vendor }] = pages as [SitePage];
  const { title, summary } = loadBundle(vendor, 'documented').info;
  const links = pages.map(
    ({ language, path }) =>
      `<a href="${path.replace(/index\.html$/, '')}" hreflang="${language}" lang="${language}">${LANGUAGE_NAMES[language]}</a>`,
  );
  return `<li><h3>${escapeHtml(String(title))}</h3><p>${escapeHtml(String(summary ?? ''))}</p><div class="links">${links.join(' ')}</div></li>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
