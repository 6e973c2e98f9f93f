/** Exports the style sheets and the header, for the programs that build pages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export * from './header.ts';

/** The style sheets of this package. Load `tokens` first, because the others use its custom properties. */
export type StyleSheet = 'tokens' | 'header' | 'badge';

/** Returns the CSS of a style sheet. */
export function styles(sheet: StyleSheet): string {
  return readFileSync(join(import.meta.dirname, `${sheet}.css`), 'utf8');
}
