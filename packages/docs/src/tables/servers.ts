/** Formats the table of servers in a contract. */
import { isObject, type Language, type OpenApiDocument } from '@pushspec/contract';
import { referenceLabels } from '../reference-labels.ts';
import { literal, table } from './markdown.ts';

/** Returns the table of servers. */
export function serverTable({ servers }: OpenApiDocument, language: Language): string {
  const { address, use } = referenceLabels[language];
  const rows = (Array.isArray(servers) ? servers.filter(isObject) : []).map(({ url, description }) => [
    literal(String(url)),
    String(description ?? ''),
  ]);
  return table([address, use], rows);
}
