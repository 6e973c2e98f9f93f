/** Finds numbers that JSON cannot hold once they are parsed. */
import { isObject } from '@pushspec/contract';

interface Node {
  readonly value: unknown;
  readonly name: string | number;
  readonly parent: Node | undefined;
}

/** Says what is wrong with a number that JavaScript reads as infinity. It would be stored as `null`. */
export const BEYOND_RANGE = 'a number beyond the range of a 64-bit double';

/** Returns the JSON pointer of a number beyond the range of a double, or `undefined` if there is none. */
export function infiniteNumberIn(value: unknown): string | undefined {
  // Without recursion, because bodies may be nested more deeply than the stack allows.
  const nodes: Node[] = [{ value, name: '', parent: undefined }];
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    const { value: current } = node;
    if (typeof current === 'number' && !Number.isFinite(current)) return pointerOf(node);
    const children = Array.isArray(current)
      ? current.entries()
      : isObject(current)
        ? Object.entries(current)
        : [];
    for (const [name, child] of children) {
      if (typeof child === 'number' || typeof child === 'object')
        nodes.push({ value: child, name, parent: node });
    }
  }
  return undefined;
}

function pointerOf({ name, parent }: Node): string {
  if (!parent) return '';
  return `${pointerOf(parent)}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
