/** Which reasons one item of a batch can have: those are worth finding it for, as the vendors refuse a batch as a whole. */
import { isObject, type JsonObject, type OpenApiDocument, resolveNode } from '../document.ts';
import { itemArrays } from '../model/item-arrays.ts';
import { readOperations } from '../model/read-contract.ts';
import { SOFT_KEYWORDS, schemaRules } from '../model/schema-rules.ts';

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
      if (!SOFT_KEYWORDS.includes(name)) visit(child);
    }
  };
  for (const { body, limits } of readOperations(document)) {
    if (body.items === undefined) continue;
    visit(itemArrays(document, body.schema, body.items).map(({ items }) => items));
    // Only an item has properties of any depth.
    if (limits.depth.reason !== undefined) codes.add(limits.depth.reason);
  }
  return codes;
}

function ownCodes(node: JsonObject): string[] {
  const { reasons, maxFuture } = schemaRules(node);
  return maxFuture ? [...reasons, maxFuture.reason] : [...reasons];
}
