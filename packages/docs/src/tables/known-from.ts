/** Where a fact is known from: provenance, source and the day on which it was read. */
import { type Known, type OpenApiDocument, sourcesOf } from '@pushspec/contract';
import type { Labels } from './labels.ts';

export function knownFrom(
  document: OpenApiDocument,
  { provenance, source, note }: Known,
  words: Labels,
): string {
  const entry = sourcesOf(document)[source];
  const read = entry ? `, ${entry.read}` : '';
  const where = `${words.provenance[provenance]}: ${source}${read}`;
  return note === undefined ? where : `${where} (${words.note(note)})`;
}
