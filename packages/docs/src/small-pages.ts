/** Pages without content of their own. All of them work without scripts and on any static host. */

function page(head: string, text: string): string {
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
<p>${text}</p>
</body>
</html>
`;
}

/** Leads to another page; `target` is relative. */
export function redirectPage(target: string): string {
  return page(
    `<title>Moved</title>\n<meta http-equiv="refresh" content="0; url=${target}">\n<link rel="canonical" href="${target}">`,
    `<a href="${target}">Go on</a>`,
  );
}

/** Stands in for a page that is being built, and looks again every second. */
export function noticePage(): string {
  return page(
    '<title>Being built</title>\n<meta http-equiv="refresh" content="1">',
    'This page is being built. It appears here as soon as it is ready.',
  );
}
