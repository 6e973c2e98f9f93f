/** The sources that a contract names. */
import { isObject, type JsonObject, type OpenApiDocument } from '@pushspec/contract';
import type { Labels } from './labels.ts';
import { plain, table } from './markdown.ts';

export function sourceTable({ info }: OpenApiDocument, words: Labels): string {
  const rows = Object.entries(info['x-sources'] as JsonObject).map(([key, source]) => {
    const { title, url, read } = isObject(source) ? source : {};
    const text = plain(String(title));
    return [key, url === undefined ? text : `[${text}](${url})`, String(read)];
  });
  return table([words.source, words.title, words.read], rows);
}
