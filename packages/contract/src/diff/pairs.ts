/** Pairs the elements of two lists. */

export interface Pair<Element> {
  readonly old: Element | undefined;
  readonly revised: Element | undefined;
}

/**
 * Pairs elements that have the same key, trying one key after another. Elements that are left have no partner.
 * A key that is `undefined` matches nothing.
 */
export function pairUp<Element>(
  old: readonly Element[],
  revised: readonly Element[],
  keys: readonly ((element: Element, index: number) => string | undefined)[],
): Pair<Element>[] {
  const pairs: Pair<Element>[] = [];
  let left = old.map((element, index) => ({ element, index }));
  let right = revised.map((element, index) => ({ element, index }));
  for (const key of keys) {
    for (const one of left) {
      const name = key(one.element, one.index);
      if (name === undefined) continue;
      const other = right.find(({ element, index }) => key(element, index) === name);
      if (!other) continue;
      pairs.push({ old: one.element, revised: other.element });
      left = left.filter((candidate) => candidate !== one);
      right = right.filter((candidate) => candidate !== other);
    }
  }
  return [
    ...pairs,
    ...left.map(({ element }) => ({ old: element, revised: undefined })),
    ...right.map(({ element }) => ({ old: undefined, revised: element })),
  ];
}
