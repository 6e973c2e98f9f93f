/** Changes the number of every limit in the sources of the contracts, and nothing else. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type OpenApiDocument, pointerSegments } from '@pushspec/contract';
import { type Document, isScalar, parseDocument } from 'yaml';
import type { WorkspaceCopy } from '../workspace-copy.ts';
import { type Limit, limitsOf } from './limits.ts';

/** Returns a new number for a limit. It is small if tests must send enough to reach it, and unique among limits of the same kind. */
export function movedValue({ name, value }: Limit, index: number): number {
  if (name.endsWith('.bytes')) return 20_000 + 1000 * index;
  if (name.endsWith('.depth')) return 30 + index;
  if (name.endsWith('.requests') || name.endsWith('.burst')) return 3 + index;
  if (name.endsWith('.windowSeconds')) return value + 2 + index;
  if (name.endsWith('.seconds')) return value / 2 + index;
  // Lowers minimums by one, so that the requests of other tests still reach them.
  if (Math.abs(value) <= 1) return value - 1;
  if (name === 'minimum' && value > 0) return value * 1.2;
  return Math.abs(value) > 1e300 ? value / 2 : Math.trunc(value / 2);
}

/** Changes the limits of one API in its contract and its overlay. */
export function moveLimits(
  copy: WorkspaceCopy,
  contract: string,
  bundles: { readonly documented: OpenApiDocument; readonly receiver: OpenApiDocument },
): void {
  replaceNumbers(copy, contract, limitsOf(bundles.documented), (document, { pointer }) =>
    rangeAt(document, pointerSegments(pointer)),
  );
  const overlay = `${dirname(contract)}/receiver.overlay.yaml`;
  // Without an overlay, both profiles are the same.
  if (existsSync(join(copy.folder, overlay)))
    replaceNumbers(copy, overlay, limitsOf(bundles.receiver), rangeInOverlay);
}

type Range = readonly [from: number, to: number];

function replaceNumbers(
  copy: WorkspaceCopy,
  file: string,
  limits: readonly Limit[],
  find: (document: Document.Parsed, limit: Limit) => Range | undefined,
): void {
  copy.edit(file, (text) => {
    const document = parseDocument(text);
    const names = [...new Set(limits.map(nameInOperation))];
    const edits = limits.flatMap((limit) => {
      const range = find(document, limit);
      const index = names.indexOf(nameInOperation(limit));
      return range ? [{ range, text: String(movedValue(limit, index)) }] : [];
    });
    // Starts at the end, so that earlier ranges stay valid.
    edits.sort((one, other) => other.range[0] - one.range[0]);
    return edits.reduce(
      (before, { range: [from, to], text: number }) => before.slice(0, from) + number + before.slice(to),
      text,
    );
  });
}

/** Returns the same name for a limit that several operations state, which must have the same number in all of them. */
function nameInOperation({ pointer }: Limit): string {
  return pointer.replace(/^\/paths\/[^/]+\/[^/]+/, '');
}

function rangeAt(document: Document.Parsed, path: readonly (string | number)[]): Range {
  const node = document.getIn(path, true);
  if (!isScalar(node) || !node.range) throw new Error(`no number at ${path.join('/')}`);
  return [node.range[0], node.range[1]];
}

/** Returns the range of a number in the overlay, if the overlay defines the limit. The target and the update of an action together match the pointer. */
function rangeInOverlay(document: Document.Parsed, { pointer, value }: Limit): Range | undefined {
  const segments = pointerSegments(pointer);
  const { actions } = document.toJS() as { actions: { target: string; update?: unknown }[] };
  const found = actions.flatMap(({ target, update }, index) =>
    segments.flatMap((_, from) => {
      const [above = '', rest] = [segments[from - 1], segments.slice(from)];
      const isHere = target.replace(/['\]]+$/, '').endsWith(above) && valueIn(update, rest) === value;
      return isHere ? [['actions', index, 'update', ...rest.map(asIndex)]] : [];
    }),
  );
  if (found.length > 1) throw new Error(`the overlay defines ${pointer} ${found.length} times`);
  return found[0] && rangeAt(document, found[0]);
}

const asIndex = (segment: string) => (/^\d+$/.test(segment) ? Number(segment) : segment);

function valueIn(root: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (node, name) =>
      typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined,
    root,
  );
}
