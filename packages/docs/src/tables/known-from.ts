/** Where a fact is known from: provenance, source and the day on which it was read. */
import { isObject, type JsonObject, type Known, type OpenApiDocument } from '@pushspec/contract';
import type { Labels } from './labels.ts';

export function knownFrom(
  { info }: OpenApiDocument,
  { provenance, source, note }: Known,
  words: Labels,
): string {
  const entry = (info['x-sources'] as JsonObject)[source];
  const read = isObject(entry) ? `, ${entry.read}` : '';
  const where = `${words.provenance[provenance]}: ${source}${read}`;
  return note === undefined ? where : `${where} (${words.note(note)})`;
}
