/** Formats the origin of a fact: provenance, source and the day it was read. */
import { type OpenApiDocument, type Origin, sourcesOf } from '@pushspec/contract';
import type { TableLabels } from './table-labels.ts';

/** Returns the origin, such as `documented: bkdocs-metrics, 2026-11-21`. */
export function formatOrigin(
  document: OpenApiDocument,
  { provenance, source, note }: Origin,
  labels: TableLabels,
): string {
  const entry = sourcesOf(document)[source];
  const read = entry ? `, ${entry.read}` : '';
  const origin = `${labels.provenance[provenance]}: ${source}${read}`;
  return note === undefined ? origin : `${origin} (${labels.note(note)})`;
}
