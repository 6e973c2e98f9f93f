/** Parts of a text, and their replacement. */

export interface Range {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** A part of a text that is a secret, and what it says. */
export interface Role extends Range {
  readonly value: string;
}

/** The same part of a text that has more before it. */
export function shifted<Part extends Range>(part: Part, by: number): Part {
  return { ...part, start: part.start + by, end: part.end + by };
}

export interface Hit extends Range {
  /** The secret, where all of it is there and nothing else. */
  readonly secret: string | undefined;
  /** Whether all of a secret is in it. */
  readonly isWhole: boolean;
}

/** Collects hits. Those that overlap the last one become part of it: a text may have one at every place. */
export function hitList(): { add(hit: Hit): void; readonly all: Hit[] } {
  const all: Hit[] = [];
  return {
    all,
    add(hit) {
      const last = all.at(-1);
      const isApart = !last || hit.start >= last.end || hit.end <= last.start;
      if (isApart) all.push(hit);
      else all[all.length - 1] = union(last, hit);
    },
  };
}

function union(a: Hit, b: Hit): Hit {
  const [start, end] = [Math.min(a.start, b.start), Math.max(a.end, b.end)];
  const whole = [a, b].find((hit) => hit.start === start && hit.end === end && hit.secret !== undefined);
  return { start, end, secret: whole?.secret, isWhole: a.isWhole || b.isWhole };
}

interface Replacement {
  hits: readonly Hit[];
  /** Parts that keep their meaning; returned with their new places. */
  own: readonly Range[];
  /** What replaces a secret; undefined: it is not one secret as a whole. */
  show(secret: string | undefined): string;
}

/** The text with its hits replaced, those that overlap by one mask. */
export function replaced(text: string, { hits, own, show }: Replacement): { text: string; own: Range[] } {
  const kept: Range[] = [];
  let shown = '';
  let from = 0;
  const keep = (end: number) => {
    for (const range of own) {
      const [start, stop] = [Math.max(range.start, from), Math.min(range.end, end)];
      const shift = shown.length - from;
      if (start < stop) kept.push({ start: start + shift, end: stop + shift });
    }
    shown += text.slice(from, end);
  };
  for (const { start, end, secret } of merged(hits)) {
    keep(start);
    shown += show(secret);
    from = end;
  }
  keep(text.length);
  return { text: shown, own: kept };
}

/** In their order, without overlaps. A secret is named where one hit covers all of the others. */
function merged(hits: readonly Hit[]): Hit[] {
  const sorted = [...hits].sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Hit[] = [];
  for (const hit of sorted) {
    const last = merged.at(-1);
    if (!last || hit.start >= last.end) merged.push(hit);
    else merged[merged.length - 1] = union(last, hit);
  }
  return merged;
}
