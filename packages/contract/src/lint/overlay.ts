/** Applies the actions of an OpenAPI Overlay 1.0 one at a time, to see what each one matches. */
import { type JSONPathNode, query } from 'json-p3';
import { isObject, type Json, type JsonObject } from '../document.ts';

export interface OverlayAction {
  target: string;
  description?: string;
  update?: JsonObject;
  remove?: boolean;
}

/** Applies one action in place. Returns the number of nodes that its target matches. */
export function applyAction(document: JsonObject, { target, update, remove }: OverlayAction): number {
  const nodes = [...query(target, document as never)];
  if (remove) {
    // From the end, because removing an element shifts the ones after it.
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

/** Merges objects, appends to arrays, and replaces everything else. */
function merge(target: Json, update: JsonObject): void {
  if (!isObject(target)) return;
  for (const [name, value] of Object.entries(update)) {
    const current = target[name];
    if (isObject(current) && isObject(value)) merge(current, value);
    else if (Array.isArray(current) && Array.isArray(value)) current.push(...structuredClone(value));
    else target[name] = structuredClone(value);
  }
}
