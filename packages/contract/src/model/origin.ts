/** Reads the origin of a fact: its provenance and its source. */
import type { JsonObject, OpenApiDocument } from '../document.ts';
import type { Provenance, Source } from '../reasons.ts';

/** The provenance and the source of a fact. */
export interface Origin {
  provenance: Provenance;
  /** A key of the document's `info.x-sources`. */
  source: string;
  /** Number of the note in the vendor's NOTES.md. */
  note?: number;
}

/** Returns the origin from a node's `x-provenance` and `x-source`, or the document's default. */
export function originOf({ info }: OpenApiDocument, node: JsonObject): Origin {
  return {
    provenance: (node['x-provenance'] ?? info['x-provenance']) as Provenance,
    source: String(node['x-source'] ?? info['x-source']),
  };
}

/** Returns the origin of a reason, or `undefined` if the document has no such reason. */
export function originOfReason(document: OpenApiDocument, code: string): Origin | undefined {
  return document['x-reasons'][code] as unknown as Origin | undefined;
}

/**
 * Returns the origin of a limit in a schema. The reason has the source of what happens when the limit is exceeded, but the
 * node may name another source for the limit itself.
 */
export function originOfSchemaLimit(document: OpenApiDocument, node: JsonObject, reason: string): Origin {
  const ofReason = node['x-provenance'] === undefined ? originOfReason(document, reason) : undefined;
  return ofReason ?? originOf(document, node);
}

/** Returns the sources of a document by key. */
export function sourcesOf({ info }: OpenApiDocument): Readonly<Record<string, Source>> {
  return info['x-sources'] as unknown as Record<string, Source>;
}
