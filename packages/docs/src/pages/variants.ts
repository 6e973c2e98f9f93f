/**
 * Marks the parts of a page that depend on the server. A hosted page shows the vendor's host and `$VARIABLES`. A server
 * with the development credentials shows its own address with those credentials filled in.
 */

export type Variant = 'hosted' | 'local';

/** Marks Markdown or HTML that only one variant of the page shows. */
export function only(variant: Variant, content: string): string {
  // The search index covers the hosted pages.
  const ignored = variant === 'local' ? ' data-pagefind-ignore' : '';
  return `<ps-${variant}${ignored}>\n\n${content}\n\n</ps-${variant}>`;
}

/** Gives a page two variants that are equal except for the address, which the server replaces in the local one. */
export const withAddress = only('hosted', '');

/** Returns whether the page has two variants. */
export function hasVariants(html: string): boolean {
  return html.includes('<ps-hosted');
}

/** Returns one variant of a page. */
export function variantOf(html: string, variant: Variant): string {
  const other = variant === 'hosted' ? 'local' : 'hosted';
  return html
    .replace(new RegExp(`<ps-${other}[^>]*>[\\s\\S]*?</ps-${other}>`, 'g'), '')
    .replace(new RegExp(`</?ps-${variant}[^>]*>`, 'g'), '');
}
