/** Orders failures as the vendor checks: items by index, properties in the order of the contract. */
import { pointerSegments } from '../document.ts';
import { ANY, pathKey, type SchemaNode } from '../schema-walk.ts';

/** Compares two JSON pointers into a request by the order in which the vendor checks them. */
export type PointerOrder = (a: string, b: string) => number;

/** Returns the order for the nodes of a schema. */
export function checkOrder(nodes: readonly SchemaNode[]): PointerOrder {
  const ranks = new Map<string, number>();
  for (const { path } of nodes) {
    const key = pathKey(path);
    if (!ranks.has(key)) ranks.set(key, ranks.size);
  }
  const rank = (path: readonly string[]) => {
    // Names that the schema does not list share one rank.
    const exact = ranks.get(pathKey(path));
    return exact ?? ranks.get(pathKey([...path.slice(0, -1), ANY])) ?? ranks.size;
  };
  return (a, b) => {
    const left = pointerSegments(a);
    const right = pointerSegments(b);
    const shared: string[] = [];
    for (let index = 0; index < Math.min(left.length, right.length); index++) {
      const one = left[index] as string;
      const other = right[index] as string;
      if (one === other || (isIndex(one) && isIndex(other))) {
        if (one !== other) return Number(one) - Number(other);
        shared.push(isIndex(one) ? ANY : one);
        continue;
      }
      return rank([...shared, one]) - rank([...shared, other]);
    }
    return left.length - right.length;
  };
}

function isIndex(segment: string): boolean {
  return /^\d+$/.test(segment);
}
