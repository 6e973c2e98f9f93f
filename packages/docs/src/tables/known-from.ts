/** Where a fact is known from: provenance, source and the day on which it was read. */
import { isObject, type JsonObject, type OpenApiDocument } from '@pushspec/contract';
import type { Provenance } from '@pushspec/contract/reasons';
import type { Labels } from './labels.ts';

export interface Known {
  provenance: Provenance;
  /** A key of the document's `info.x-sources`. */
  source: string;
  note?: number;
}

/** What a node says of itself with `x-provenance` and `x-source`, or else the document's default. */
export function knownOf({ info }: OpenApiDocument, node: JsonObject): Known {
  return {
    provenance: (node['x-provenance'] ?? info['x-provenance']) as Provenance,
    source: String(node['x-source'] ?? info['x-source']),
  };
}

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
