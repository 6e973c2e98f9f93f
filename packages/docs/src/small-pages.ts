/** Redirects and notices. They work without scripts and on any static host. */

function page(head: string, message: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
${head}
</head>
<body>
<p>${message}</p>
</body>
</html>
`;
}

/** Returns a page that redirects to a relative URL. */
export function redirectPage(target: string): string {
  return page(
    `<title>Moved</title>\n<meta http-equiv="refresh" content="0; url=${target}">\n<link rel="canonical" href="${target}">`,
    `<a href="${target}">Continue</a>`,
  );
}

/** Returns the placeholder for a page that is being built. It reloads every second. */
export function noticePage(): string {
  return page(
    '<title>Being built</title>\n<meta http-equiv="refresh" content="1">',
    'This page is being built. It appears here as soon as it is ready.',
  );
}

/** Returns a landing page for when the guides cannot be built. It links to everything else. */
export function withoutGuidesPage(
  references: readonly (readonly [title: string, address: string])[],
): string {
  const links = references.map(([title, address]) => `<a href="${address}">${title}</a>`);
  return page(
    '<title>pushspec</title>',
    `The guides could not be built. See the terminal for the cause. ${[...links, '<a href="/inspector/">Inspector</a>'].join(' · ')}`,
  );
}
