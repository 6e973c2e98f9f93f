/** Changes every limit in the sources of the contracts: the number, and nothing else. */
import { dirname } from 'node:path';
import { type OpenApiDocument, pointerSegments } from '@pushspec/contract';
import { type Document, isScalar, parseDocument } from 'yaml';
import type { WorkspaceCopy } from '../workspace-copy.ts';
import { type Limit, limitsOf } from './limits.ts';

/** Another number for a limit. Those that a test has to reach by sending are small, and no two of a kind are equal. */
export function movedValue({ name, value }: Limit, index: number): number {
  if (name.endsWith('.bytes')) return 20_000 + 1000 * index;
  if (name.endsWith('.depth')) return 30 + index;
  if (name.endsWith('.requests') || name.endsWith('.burst')) return 3 + index;
  if (name.endsWith('.windowSeconds')) return value + 2 + index;
  if (name.endsWith('.seconds')) return value / 2 + index;
  // What is asked for at least becomes less by one, so that what the other tests send stays enough.
  if (Math.abs(value) <= 1) return value - 1;
  if (name === 'minimum' && value > 0) return value * 1.2;
  return Math.abs(value) > 1e300 ? value / 2 : Math.trunc(value / 2);
}

/** Changes the limits of one vendor in its contract and its overlay. */
export function moveLimits(
  copy: WorkspaceCopy,
  contract: string,
  bundles: { readonly documented: OpenApiDocument; readonly receiver: OpenApiDocument },
): void {
  replaceNumbers(copy, contract, limitsOf(bundles.documented), (document, { pointer }) =>
    rangeAt(document, pointerSegments(pointer)),
  );
  const overlay = `${dirname(contract)}/receiver.overlay.yaml`;
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
    const edits = limits.flatMap((limit, index) => {
      const range = find(document, limit);
      return range ? [{ range, text: String(movedValue(limit, index)) }] : [];
    });
    // From the end, so that the places of the others stay.
    edits.sort((one, other) => other.range[0] - one.range[0]);
    return edits.reduce(
      (before, { range: [from, to], text: number }) => before.slice(0, from) + number + before.slice(to),
      text,
    );
  });
}

function rangeAt(document: Document.Parsed, path: readonly (string | number)[]): Range {
  const node = document.getIn(path, true);
  if (!isScalar(node) || !node.range) throw new Error(`no number at ${path.join('/')}`);
  return [node.range[0], node.range[1]];
}

/** The place of a limit that is the overlay's own: its update has the end of the pointer, behind the end of its target. */
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
  if (found.length > 1) throw new Error(`the overlay has ${found.length} places for ${pointer}`);
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
