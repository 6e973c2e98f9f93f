/** Represents and replaces parts of a text. */

export interface Range {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

/** A part of a text that is a secret because of its position, with its decoded value. */
export interface SecretRange extends Range {
  readonly value: string;
}

/** Returns a range moved by an offset. */
export function shifted<Part extends Range>(part: Part, by: number): Part {
  return { ...part, start: part.start + by, end: part.end + by };
}

/** An occurrence of secrets in a text. */
export interface Hit extends Range {
  /** The secret, if the range is exactly one secret. */
  readonly secret: string | undefined;
  /** Whether the range contains a complete secret. */
  readonly isWhole: boolean;
}

/** Collects hits. A hit that overlaps the last one is merged into it, because a text may have one at every offset. */
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
  /** Parts to keep; returned with their new offsets. */
  own: readonly Range[];
  /** Returns the replacement of a secret, or of a hit that is not exactly one secret. */
  show(secret: string | undefined): string;
}

/** Replaces the hits in a text. Overlapping hits get one mask. */
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

/** Returns the hits in order, without overlaps. */
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
