/** Makes a page from Redocly self-contained, so that it loads nothing from other hosts. */

/** Properties of the page. */
export interface PageOptions {
  /** Value of the `lang` attribute. */
  language: string;
}

/**
 * Makes the browser block all requests, whatever the script does.
 * The page is one file that includes its scripts and styles, and it must also work from `file:`.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' blob:",
  "style-src 'unsafe-inline'",
  'img-src data: blob:',
  'font-src data:',
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/**
 * Keeps codes and keys on one line, and lets a wide table scroll instead of overflowing its column.
 * A section without samples uses the full width, so that its tables are not clipped.
 */
const STYLE = `
  table code { overflow-wrap: normal !important; word-break: normal !important; }
  td:first-child code { white-space: nowrap; }
  th { white-space: nowrap; }
  td:last-child { min-width: 7rem; }
  [data-testid="right-panel"]:empty { display: none; }
  [data-testid="middle-panel"]:has(+ [data-testid="right-panel"]:empty) { flex: 1 1 100%; width: 100%; max-width: 100%; }
`;

/** Replaces Redoc's badge, which is an image on Redocly's host. */
const BADGE =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" width="52" height="16"><text x="0" y="12" font-family="sans-serif" font-size="12" fill="#2467f2">Redocly</text></svg>',
  );

/** The tag after the markup. */
const SCRIPT = '<script type="module">';

/** Returns the page with a policy, our styles, and no references to other hosts. */
export function selfContained(html: string, { language }: PageOptions): string {
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">`,
    '<link rel="icon" href="data:,">',
  ].join('\n  ');
  // Redoc navigates by hash, but the links in its static markup have paths that do not exist.
  const [markup = '', ...scripts] = html.split(SCRIPT);
  const linked = [markup.replaceAll(' href="/', ' href="#/'), ...scripts].join(SCRIPT);
  // Replacements are functions, so that `$&` in them has no special meaning.
  return linked
    .replace(/<html lang="[^"]*">/, () => `<html lang="${language}">`)
    .replace('<head>', () => `<head>\n  ${head}`)
    .replace('</head>', () => `<style>${STYLE}</style>\n</head>`)
    .replaceAll(/https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g, () => BADGE);
}
