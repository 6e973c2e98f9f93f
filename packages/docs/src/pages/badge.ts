/** Marks of the site: how surely something is known, and from where. */
import type { Known, OpenApiDocument } from '@pushspec/contract';
import type { Provenance } from '@pushspec/contract/reasons';
import { knownFrom } from '../tables/known-from.ts';
import type { Labels } from '../tables/labels.ts';

export function badge(provenance: Provenance, labels: Labels): string {
  return `<span class="known ${provenance}">${labels.provenance[provenance]}</span>`;
}

/** The badge, then source and day. */
export function badgeAndSource(document: OpenApiDocument, known: Known, labels: Labels): string {
  const text = knownFrom(document, known, labels);
  const source = text.slice(`${labels.provenance[known.provenance]}: `.length);
  return `${badge(known.provenance, labels)} <span class="source">${source}</span>`;
}
