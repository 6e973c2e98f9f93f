/** Formats the dots that show the provenance and source of a fact. */
import type { OpenApiDocument, Origin } from '@pushspec/contract';
import type { Provenance } from '@pushspec/contract/reasons';
import { formatOrigin } from '../tables/origin.ts';
import type { TableLabels } from '../tables/table-labels.ts';

/** Returns a dot that expands to provenance, source and date. */
export function mark(document: OpenApiDocument, origin: Origin, tableLabels: TableLabels): string {
  const name = tableLabels.provenance[origin.provenance];
  return `<details class="mark"><summary title="${name}">${dot(origin.provenance)}<span class="sr-only">${name}</span></summary><span class="source">${formatOrigin(document, origin, tableLabels)}</span></details>`;
}

/** Returns the legend of the dots. */
export function legend(tableLabels: TableLabels): string {
  const items = (['documented', 'observed', 'assumed'] as const).map(
    (each) => `<span>${dot(each)} ${tableLabels.provenance[each]}</span>`,
  );
  return `<span class="legend">${items.join(' ')}</span>`;
}

function dot(provenance: Provenance): string {
  return `<span class="dot ${provenance}"></span>`;
}
