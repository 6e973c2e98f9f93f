/** Turns Redocly's page into one that asks no other host for anything. */

export interface PageOptions {
  /** For the `lang` attribute. */
  language: string;
}

/**
 * Holds the browser to it, whatever the script does: nothing is loaded, and nothing is sent.
 * The page is one file with its script and style in it, and has to work from `file:` too.
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

/** Codes and keys stay in one piece, and a wide table scrolls instead of growing out of its column. */
const STYLE = `
  table code { overflow-wrap: normal !important; word-break: normal !important; }
  td:first-child code { white-space: nowrap; }
  th { white-space: nowrap; }
  td:last-child { min-width: 10rem; }
`;

/** Redoc's badge: a picture of its host, drawn here instead. */
const BADGE =
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" width="52" height="16"><text x="0" y="12" font-family="sans-serif" font-size="12" fill="#2467f2">Redocly</text></svg>',
  );

/** Where the markup ends. */
const SCRIPT = '<script type="module">';

export function selfContained(html: string, { language }: PageOptions): string {
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">`,
    '<link rel="icon" href="data:,">',
  ].join('\n  ');
  // Redoc's script goes by the hash, but the links it leaves for the time before it runs go to paths that do not exist.
  const [markup = '', ...scripts] = html.split(SCRIPT);
  const linked = [markup.replaceAll(' href="/', ' href="#/'), ...scripts].join(SCRIPT);
  // Replacements are functions: a `$&` stays as it is.
  return linked
    .replace(/<html lang="[^"]*">/, () => `<html lang="${language}">`)
    .replace('<head>', () => `<head>\n  ${head}`)
    .replace('</head>', () => `<style>${STYLE}</style>\n</head>`)
    .replaceAll(/https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(-full)?\.svg/g, () => BADGE);
}
