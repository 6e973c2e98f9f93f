import type { JsonObject, OpenApiDocument } from '../document.ts';
import type { Provenance, Source } from '../reasons.ts';

/** Where a fact is known from. */
export interface Known {
  provenance: Provenance;
  /** A key of the document's `info.x-sources`. */
  source: string;
  /** Number of the note in the vendor's NOTES.md. */
  note?: number;
}

/** What a node says of itself with `x-provenance` and `x-source`, or else the document's default. */
export function knownOf({ info }: OpenApiDocument, node: JsonObject): Known {
  return {
    provenance: (node['x-provenance'] ?? info['x-provenance']) as Provenance,
    source: String(node['x-source'] ?? info['x-source']),
  };
}

/** Where a reason is known from. Undefined if the document has no such reason. */
export function knownOfReason(document: OpenApiDocument, code: string): Known | undefined {
  return document['x-reasons'][code] as unknown as Known | undefined;
}

/** The sources of a document by their keys. */
export function sourcesOf({ info }: OpenApiDocument): Readonly<Record<string, Source>> {
  return info['x-sources'] as unknown as Record<string, Source>;
}
