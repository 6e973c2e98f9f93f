import type { JsonObject, OpenApiDocument } from './document.ts';
import type { Provenance } from './reasons.ts';

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
