/** Which reasons one item of a batch can have: those are worth finding it for, as the vendors refuse a batch as a whole. */
import {
  bodySchemaPointer,
  isObject,
  type JsonObject,
  type OpenApiDocument,
  operationsOf,
  resolveNode,
} from '../document.ts';
import { itemArrays } from '../model/item-arrays.ts';

/** Keywords with soft rules, which refuse nothing. */
const SOFT = ['x-advice', 'x-unknown-members'];

/** The codes of the reasons that stand in the schemas of the items, over all operations. */
export function reasonsAboutItems(document: OpenApiDocument): ReadonlySet<string> {
  const codes = new Set<string>();
  const seen = new Set<JsonObject>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) visit(child);
    if (!isObject(node)) return;
    const resolved = resolveNode(document, node);
    if (seen.has(resolved)) return;
    seen.add(resolved);
    for (const code of ownCodes(resolved)) codes.add(code);
    for (const [name, child] of Object.entries(resolved)) {
      if (!SOFT.includes(name)) visit(child);
    }
  };
  for (const entry of operationsOf(document)) {
    const itemPointer = entry.operation['x-item-pointer'];
    if (typeof itemPointer !== 'string') continue;
    visit(itemArrays(document, bodySchemaPointer(entry), itemPointer).map(({ items }) => items));
    // Only an item has members of any depth.
    const depth = entry.operation['x-max-depth'];
    if (isObject(depth) && typeof depth.reason === 'string') codes.add(depth.reason);
  }
  return codes;
}

function ownCodes(node: JsonObject): string[] {
  const reason = node['x-reason'];
  const future = node['x-max-future'];
  return [
    ...(isObject(reason) ? Object.values(reason) : [reason]),
    ...(isObject(future) ? [future.reason] : []),
  ].filter((code) => typeof code === 'string');
}
