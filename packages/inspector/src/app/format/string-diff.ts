/** Finds the characters in which two strings differ, to show both side by side. */

/** A part of a string that is equal or different. */
export interface Part {
  text: string;
  isDifferent: boolean;
}

/** Both strings, split into parts. */
export interface Comparison {
  left: Part[];
  right: Part[];
}

/** Maximum size of the table for the longest common subsequence. Longer strings share only their start and end. */
const MAX_CELLS = 1_000_000;

/** Compares two strings: line by line if they have the same number of lines, otherwise as a whole. */
export function diffStrings(left: string, right: string): Comparison {
  const [a, b] = [left.split('\n'), right.split('\n')];
  if (a.length !== b.length) return diffWhole(left, right);
  const lines = a.map((line, index) => {
    const end = index < a.length - 1 ? '\n' : '';
    return diffWhole(line + end, (b[index] ?? '') + end);
  });
  return {
    left: merged(lines.flatMap((line) => line.left)),
    right: merged(lines.flatMap((line) => line.right)),
  };
}

function diffWhole(left: string, right: string): Comparison {
  const [a, b] = [[...left], [...right]];
  const start = commonPrefixLength(a, b);
  const end = commonPrefixLength(a.slice(start).reverse(), b.slice(start).reverse());
  const [middleA, middleB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const [keptA, keptB] = common(middleA, middleB);
  const parts = (all: string[], middle: string[], kept: ReadonlySet<number>) =>
    merged([
      { text: all.slice(0, start).join(''), isDifferent: false },
      ...middle.map((text, index) => ({ text, isDifferent: !kept.has(index) })),
      { text: all.slice(all.length - end).join(''), isDifferent: false },
    ]);
  return { left: parts(a, middleA, keptA), right: parts(b, middleB, keptB) };
}

function commonPrefixLength(a: readonly string[], b: readonly string[]): number {
  const end = Math.min(a.length, b.length);
  let index = 0;
  while (index < end && a[index] === b[index]) index++;
  return index;
}

/** Minimum length of an equal run between differences. Shorter runs in a digest are chance. */
const MIN_RUN = 4;

/** Returns the positions in both strings that belong to the longest common subsequence, without short runs. */
function common(a: readonly string[], b: readonly string[]): [ReadonlySet<number>, ReadonlySet<number>] {
  const kept: [Set<number>, Set<number>] = [new Set(), new Set()];
  const width = b.length + 1;
  if (a.length * width > MAX_CELLS) return kept;
  const lengths = lengthsOf(a, b, width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  let run: [number, number][] = [];
  const endRun = () => {
    if (run.length >= MIN_RUN)
      for (const [i, j] of run) {
        kept[0].add(i);
        kept[1].add(j);
      }
    run = [];
  };
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) run.push([i++, j++]);
    else {
      endRun();
      if (at(i + 1, j) >= at(i, j + 1)) i++;
      else j++;
    }
  }
  endRun();
  return kept;
}

/** Returns the length of the longest common subsequence of the suffixes at each pair of positions. */
function lengthsOf(a: readonly string[], b: readonly string[], width: number): Uint16Array {
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const below = (i + 1) * width + j;
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[below + 1] ?? 0) + 1
          : Math.max(lengths[below] ?? 0, lengths[i * width + j + 1] ?? 0);
    }
  }
  return lengths;
}

function merged(parts: readonly Part[]): Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (part.text === '') continue;
    if (last && last.isDifferent === part.isDifferent) last.text += part.text;
    else all.push({ ...part });
  }
  return all;
}
