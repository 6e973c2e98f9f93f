/** The sources that a contract names. */
import { type OpenApiDocument, sourcesOf } from '@pushspec/contract';
import type { Labels } from './labels.ts';
import { plain, table } from './markdown.ts';

export function sourceTable(document: OpenApiDocument, words: Labels): string {
  const rows = Object.entries(sourcesOf(document)).map(([key, { title, url, read }]) => {
    const text = plain(title);
    return [key, url === undefined ? text : `[${text}](${url})`, read];
  });
  return table([words.source, words.title, words.read], rows);
}
