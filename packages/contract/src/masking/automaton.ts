/** Finds many strings in one pass (Aho–Corasick). Time grows with the text, memory with the strings. */

/** Number of indexed characters of a pattern. The rest of a longer pattern is compared where these occur. */
const HEAD_LENGTH = 256;

/** Minimum length of a reported beginning of a pattern: anywhere, and where the text was cut off. */
const MIN_PART = 16;
const MIN_PART_AT_CUT = 6;

/** Maximum number of beginnings for which separate searches are faster than the automaton. */
const MAX_SEARCHES = 16;

/** Receives an occurrence. `pattern` is `undefined` if the text has only the beginning of one. */
export type Visit = (start: number, end: number, pattern: string | undefined) => void;

export interface Automaton {
  /** Reports every occurrence and returns the number of steps. */
  scan(text: string, visit: Visit, isCut: (at: number) => boolean): number;
}

/** A pattern that is longer than its indexed head. */
interface LongPattern {
  readonly pattern: string;
  /** Whether other patterns have the same head. The rest is not compared then. */
  isShared: boolean;
  length: number;
}

/** Builds the automaton. No pattern may be empty. */
export function createAutomaton(patterns: readonly string[]): Automaton {
  const trie = createTrie(patterns.reduce((sum, { length }) => sum + Math.min(length, HEAD_LENGTH), 1));
  const words = new Map<number, string>();
  const longs = new Map<number, LongPattern>();
  for (const pattern of patterns) {
    const end = trie.insert(pattern, Math.min(pattern.length, HEAD_LENGTH));
    if (pattern.length <= HEAD_LENGTH) words.set(end, pattern);
    else addLong(longs, end, pattern);
  }
  const { depth, fail, child } = trie;
  // Few characters start a pattern, and this table is faster than the trie.
  const begins = new Uint8Array(256);
  for (const pattern of patterns) begins[pattern.charCodeAt(0) & 0xff] = 1;
  const ending = trie.link((node) => words.has(node) || longs.has(node));
  const beginnings = [...new Set(patterns.map((pattern) => pattern.slice(0, MIN_PART_AT_CUT)))];
  return {
    scan(text, visit, isCut) {
      // Most texts contain no pattern, and the engine searches for a few strings faster.
      if (beginnings.length <= MAX_SEARCHES && !beginnings.some((beginning) => text.includes(beginning)))
        return text.length * beginnings.length;
      const reached = new Map<LongPattern, number>();
      let steps = text.length;
      let state = 0;
      const part = (at: number, least: number) => {
        const length = depth[state] as number;
        if (length >= least) visit(at - length, at, undefined);
      };
      for (let at = 0; at < text.length; at++) {
        const unit = text.charCodeAt(at);
        if (state === 0 && begins[unit & 0xff] === 0) continue;
        if (state !== 0 && (depth[state] as number) >= MIN_PART_AT_CUT && isCut(at))
          part(at, MIN_PART_AT_CUT);
        let next = child(state, unit);
        if (next === 0 && state !== 0) part(at, MIN_PART);
        for (; next === 0 && state !== 0; steps++) {
          state = fail[state] as number;
          next = child(state, unit);
        }
        state = next;
        const found = ending[state] as number;
        if (found === 0) continue;
        const start = at + 1 - (depth[found] as number);
        const long = longs.get(found);
        if (!long) visit(start, at + 1, words.get(found));
        else steps += extended(text, { long, start, reached, visit });
      }
      part(text.length, isCut(text.length) ? MIN_PART_AT_CUT : MIN_PART);
      return steps;
    },
  };
}

function addLong(longs: Map<number, LongPattern>, end: number, pattern: string): void {
  const same = longs.get(end);
  if (!same) longs.set(end, { pattern, isShared: false, length: pattern.length });
  else if (same.pattern !== pattern) {
    same.isShared = true;
    same.length = Math.max(same.length, pattern.length);
  }
}

interface Extension {
  long: LongPattern;
  start: number;
  /** The end of the last reported range of each long pattern, so that nothing is compared twice. */
  reached: Map<LongPattern, number>;
  visit: Visit;
}

/** Reports how far a long pattern continues after its head. Returns the number of compared characters. */
function extended(text: string, { long, start, reached, visit }: Extension): number {
  const { pattern, isShared, length } = long;
  const maxEnd = Math.min(text.length, start + length);
  const from = Math.min(maxEnd, Math.max(start + HEAD_LENGTH, reached.get(long) ?? 0));
  let end = from;
  if (isShared) end = maxEnd;
  else while (end < maxEnd && text.charCodeAt(end) === pattern.charCodeAt(end - start)) end++;
  reached.set(long, end);
  visit(start, end, !isShared && end - start === length ? pattern : undefined);
  return end - from + 1;
}

interface Trie {
  readonly depth: Int32Array;
  /** Maps each node to the node of its longest proper suffix. Complete after `link`. */
  readonly fail: Int32Array;
  /** Returns the child node, or 0 if there is none. */
  child(node: number, unit: number): number;
  /** Inserts the first `length` characters of a pattern and returns the last node. */
  insert(pattern: string, length: number): number;
  /** Returns for each node the longest end among itself and its suffixes, or 0 if there is none. */
  link(isEnd: (node: number) => boolean): Int32Array;
}

/** Keeps the edges of all nodes in one hash table. A map for each node would take ten times the memory. */
function createTrie(maxNodes: number): Trie {
  const depth = new Int32Array(maxNodes + 1);
  const fail = new Int32Array(maxNodes + 1);
  const parent = new Int32Array(maxNodes + 1);
  const unitOf = new Uint16Array(maxNodes + 1);
  const slots = 2 ** Math.ceil(Math.log2(maxNodes * 2 + 2));
  const table = new Int32Array(slots);
  let count = 0;
  const slotOf = (node: number, unit: number) => {
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & (slots - 1);
    for (let held = table[slot]; held; held = table[slot]) {
      if (parent[held] === node && unitOf[held] === unit) break;
      slot = (slot + 1) & (slots - 1);
    }
    return slot;
  };
  const child = (node: number, unit: number) => table[slotOf(node, unit)] as number;
  return {
    depth,
    fail,
    child,
    insert(pattern, length) {
      let node = 0;
      for (let index = 0; index < length; index++) {
        const unit = pattern.charCodeAt(index);
        const slot = slotOf(node, unit);
        if (!table[slot]) {
          table[slot] = ++count;
          parent[count] = node;
          unitOf[count] = unit;
          depth[count] = index + 1;
        }
        node = table[slot] as number;
      }
      return node;
    },
    link(isEnd) {
      const ending = new Int32Array(count + 1);
      for (const node of byDepth(depth.subarray(0, count + 1))) {
        const unit = unitOf[node] as number;
        let suffix = parent[node] as number;
        if (suffix !== 0) {
          do suffix = fail[suffix] as number;
          while (suffix !== 0 && child(suffix, unit) === 0);
          fail[node] = child(suffix, unit);
        }
        ending[node] = isEnd(node) ? node : (ending[fail[node] as number] as number);
      }
      return ending;
    },
  };
}

/** Returns the nodes below the root, sorted by depth. */
function byDepth(depth: Int32Array): Int32Array {
  const starts = new Int32Array(HEAD_LENGTH + 2);
  for (let node = 1; node < depth.length; node++) (starts[(depth[node] as number) + 1] as number)++;
  for (let level = 1; level < starts.length; level++)
    starts[level] = (starts[level] as number) + (starts[level - 1] as number);
  const sorted = new Int32Array(depth.length - 1);
  for (let node = 1; node < depth.length; node++) {
    const level = depth[node] as number;
    const at = starts[level] as number;
    sorted[at] = node;
    starts[level] = at + 1;
  }
  return sorted;
}
