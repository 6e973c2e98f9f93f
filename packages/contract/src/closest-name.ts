/** Finds the known name that a misspelled name was probably meant to be. */

/** Returns the known name that is nearest to `name`, or `undefined` if more than a third of its letters differ. */
export function closestName(name: string, known: readonly string[]): string | undefined {
  const normalized = (spelling: string) => spelling.toLowerCase().replaceAll(/[_-]/g, '');
  let best: { candidate: string; distance: number } | undefined;
  for (const candidate of known) {
    const distance = editDistance(normalized(name), normalized(candidate));
    if (best === undefined || distance < best.distance) best = { candidate, distance };
  }
  return best && best.distance <= Math.max(1, Math.floor(best.candidate.length / 3))
    ? best.candidate
    : undefined;
}

/** Counts the letters to insert, remove or replace and the neighbors to swap. */
function editDistance(a: string, b: string): number {
  // Names of very different length are not similar.
  if (Math.abs(a.length - b.length) > 8) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? at(beforeLast, j - 2) + 1 : replaced;
      row[j] = Math.min(replaced, swapped, at(last, j) + 1, at(row, j - 1) + 1);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? 0;
}
