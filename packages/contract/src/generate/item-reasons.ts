/** The reasons that one item can have: all that the clients' local validation has to carry. */
import { isObject, type Json, type JsonObject, type OpenApiDocument } from '../document.ts';
import { writtenReasons } from '../model/reason-table.ts';
import { reasonCodesOf } from '../model/schema-rules.ts';
import { itemOperation, itemSchemas } from './item-schemas.ts';

/** Code to outcome, message and fix, in the order of the catalogue. */
export function itemReasonTable(document: OpenApiDocument): Record<string, JsonObject> {
  const { limits, reasons } = itemOperation(document);
  const ofLimits = [limits.bodyBytes, limits.depth].flatMap((limit) =>
    typeof limit === 'object' && limit.reason ? [limit.reason] : [],
  );
  const ofItems = Object.values(itemSchemas(document)).flatMap(({ contract }) => codesIn(contract));
  const codes = new Set([...ofLimits, reasons.other, ...ofItems]);
  return Object.fromEntries(
    Object.entries(writtenReasons(document))
      .filter(([code]) => codes.has(code))
      .map(([code, { outcome, message, fix }]) => [code, { outcome, message, fix } as JsonObject]),
  );
}

/** The codes that the nodes of a schema lead to. */
function codesIn(node: Json | undefined): string[] {
  if (Array.isArray(node)) return node.flatMap(codesIn);
  if (!isObject(node)) return [];
  const below = Object.entries(node).filter(([name]) => !name.startsWith('x-'));
  return [...reasonCodesOf(node), ...below.flatMap(([, child]) => codesIn(child))];
}
