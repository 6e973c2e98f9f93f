/** The reasons that one item can have: all that the clients' local validation has to carry. */
import { isObject, type Json, type JsonObject, type OpenApiDocument } from '../document.ts';
import { itemOperation, itemSchemas } from './item-schemas.ts';

/** Code to outcome, message and fix, in the order of the catalogue. */
export function itemReasonTable(document: OpenApiDocument): Record<string, JsonObject> {
  const { operation } = itemOperation(document);
  const requestReasons = operation['x-request-reasons'] as JsonObject;
  const limits = [operation['x-max-body-bytes'], operation['x-max-depth']];
  const codes = new Set([
    ...limits.flatMap((limit) => (isObject(limit) && limit.reason ? [limit.reason] : [])),
    requestReasons.other,
    ...Object.values(itemSchemas(document)).flatMap(({ contract }) => codesIn(contract)),
  ]);
  return Object.fromEntries(
    Object.entries(document['x-reasons'])
      .filter(([code]) => codes.has(code))
      .map(([code, { outcome, message, fix }]) => [code, { outcome, message, fix } as JsonObject]),
  );
}

/** The codes that the nodes of a schema lead to. */
function codesIn(node: Json | undefined): Json[] {
  if (Array.isArray(node)) return node.flatMap(codesIn);
  if (!isObject(node)) return [];
  return Object.entries(node).flatMap(([name, child]) => {
    switch (name) {
      case 'x-reason':
        return isObject(child) ? Object.values(child) : [child];
      case 'x-advice':
        return (child as JsonObject[]).map(({ reason }) => reason ?? null);
      case 'x-max-future':
        return [(child as JsonObject).reason ?? null];
      case 'x-unknown-members':
        return [child];
      case 'x-beyond-schema':
        return child as Json[];
      default:
        return codesIn(child);
    }
  });
}
