/** Applies an OpenAPI Overlay 1.0, action by action, to see what each one does. */
import { type JSONPathNode, query } from 'json-p3';
import { isObject, type Json, type JsonObject } from '../document.ts';

export interface OverlayAction {
  target: string;
  description?: string;
  update?: JsonObject;
  remove?: boolean;
}

/** Applies one action in place. Returns how many nodes its target matches. */
export function applyAction(document: JsonObject, { target, update, remove }: OverlayAction): number {
  const nodes = [...query(target, document as never)];
  if (remove) {
    // From the end, so that removing one element leaves the places of the others.
    for (const node of nodes.reverse()) removeNode(document, node);
  } else if (update !== undefined) {
    for (const node of nodes) merge(node.value as Json, update);
  }
  return nodes.length;
}

function removeNode(document: JsonObject, node: JSONPathNode): void {
  const key = node.location.at(-1);
  const parent = node.location.slice(0, -1).reduce<Json | undefined>((value, segment) => {
    return Array.isArray(value)
      ? value[Number(segment)]
      : isObject(value)
        ? value[String(segment)]
        : undefined;
  }, document);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else if (isObject(parent)) delete parent[String(key)];
}

/** Members are merged, elements appended, everything else replaced. */
function merge(target: Json, update: JsonObject): void {
  if (!isObject(target)) return;
  for (const [name, value] of Object.entries(update)) {
    const current = target[name];
    if (isObject(current) && isObject(value)) merge(current, value);
    else if (Array.isArray(current) && Array.isArray(value)) current.push(...structuredClone(value));
    else target[name] = structuredClone(value);
  }
}
