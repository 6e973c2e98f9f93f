/** Formats the table of sources in a contract. */
import { type OpenApiDocument, sourcesOf } from '@pushspec/contract';
import { plain, table } from './markdown.ts';
import type { TableLabels } from './table-labels.ts';

/** Returns the table of sources, with links and the day each was read. */
export function sourceTable(document: OpenApiDocument, labels: TableLabels): string {
  const rows = Object.entries(sourcesOf(document)).map(([key, { title, url, read }]) => {
    const link = url === undefined ? plain(title) : `[${plain(title)}](${url})`;
    return [key, link, read];
  });
  return table([labels.source, labels.title, labels.read], rows);
}
