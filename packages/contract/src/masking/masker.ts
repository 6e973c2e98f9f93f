/** Replaces secrets in text. It never builds a regular expression from a secret, and its work grows only with the text. */
import { type Automaton, createAutomaton } from './automaton.ts';
import { type Hit, hitList, type Range, replaced } from './ranges.ts';
import { readingsOf } from './readings.ts';

/** Shorter secrets are masked only in known positions. Elsewhere they could be parts of ordinary words. */
export const MIN_SECRET = 6;

/** Number of last characters of a secret to show, enough to distinguish two secrets. */
const SHOWN_END = 4;

const MASK = '…';

/** Returns the mask of a secret, as records show it. */
export function masked(secret: string): string {
  const end = secret.slice(-SHOWN_END);
  // Other characters might need escaping, or end a string, in the masked text.
  return secret.length > 2 * SHOWN_END && /^[\w-]+$/.test(end) ? MASK + end : MASK;
}

/** Marks parts of a text. */
export interface Marks {
  /** Parts that are secrets because of their position, whatever their value. */
  readonly secrets?: readonly Range[];
  /** Parts that come from neither a request nor a configuration. Nothing in them is masked. */
  readonly own?: readonly Range[];
  /** Offsets where the text may have been cut off in the middle of a secret. Not needed where an ellipsis marks the cut. */
  readonly cuts?: ReadonlySet<number>;
}

/** Replaces a fixed set of secrets. */
export interface Masker {
  text(text: string, marks?: Marks): string;
  /** Returns whether the text contains no complete secret. */
  isClean(text: string): boolean;
  /** Returns a masker that also replaces these secrets. */
  with(secrets: Iterable<string>): Masker;
}

export interface MaskerOptions {
  /** Returns the replacement of a secret. @default {@link masked} */
  shown?: (secret: string) => string;
  /** Receives the number of steps of each search. */
  onWork?: (steps: number) => void;
}

/** Creates a masker. It indexes the secrets when it masks the first text. */
export function createMasker(secrets: Iterable<string>, options: MaskerOptions = {}): Masker {
  return maskerOf([lazy(secrets)], options);
}

interface Index {
  readonly automaton: Automaton;
  readonly hasSpaces: boolean;
}

type Indexes = readonly (() => Index | undefined)[];

function lazy(secrets: Iterable<string>): () => Index | undefined {
  let index: { of: Index | undefined } | undefined;
  return () => {
    index ??= { of: indexOf(secrets) };
    return index.of;
  };
}

function indexOf(secrets: Iterable<string>): Index | undefined {
  // HTTP removes whitespace around a header value.
  const spellings = [...secrets].flatMap((secret) => [secret, secret.trim()]);
  const patterns = [...new Set(spellings)].filter(({ length }) => length >= MIN_SECRET);
  if (patterns.length === 0) return undefined;
  return {
    automaton: createAutomaton(patterns),
    hasSpaces: patterns.some((pattern) => pattern.includes(' ')),
  };
}

function maskerOf(indexes: Indexes, options: MaskerOptions): Masker {
  const { shown = masked, onWork } = options;
  const find = (text: string, cuts?: ReadonlySet<number>): Hit[] => {
    if (text.length < MIN_SECRET) return [];
    const used = indexes.map((index) => index()).filter((index) => index !== undefined);
    if (used.length === 0) return [];
    const hits = hitList();
    const decodesForms = used.some(({ hasSpaces }) => hasSpaces);
    for (const { text: read, originalOffset } of readingsOf(text, decodesForms)) {
      const isCut = (at: number) => isEllipsis(read, at) || (cuts?.has(originalOffset(at)) ?? false);
      for (const { automaton } of used) {
        const steps = automaton.scan(
          read,
          (start, end, secret) =>
            hits.add({
              start: originalOffset(start),
              end: originalOffset(end),
              secret,
              isWhole: secret !== undefined,
            }),
          isCut,
        );
        onWork?.(steps);
      }
    }
    return hits.all;
  };
  const wholeIn = (text: string, own: readonly Range[]) =>
    find(text).filter((hit) => hit.isWhole && !isWithin(hit, own));
  return {
    text(text, { secrets = [], own = [], cuts } = {}) {
      const found = find(text, cuts).filter((hit) => !isWithin(hit, own));
      const known = secrets.map(({ start, end }): Hit => {
        return { start, end, secret: text.slice(start, end), isWhole: true };
      });
      let left: Hit[] = [...known, ...found];
      let now = { text, own };
      // A mask and the characters next to it may form another secret.
      for (let round = 0; left.length > 0; round++) {
        if (round === ROUNDS) return shown('');
        const show = (secret: string | undefined) => shown(round === 0 ? (secret ?? '') : '');
        now = replaced(now.text, { hits: left, own: now.own, show });
        left = wholeIn(now.text, now.own);
      }
      return now.text;
    },
    isClean: (text) => wholeIn(text, []).length === 0,
    with: (secrets) => maskerOf([...indexes, lazy(secrets)], options),
  };
}

const ROUNDS = 3;

function isEllipsis(text: string, at: number): boolean {
  return text[at] === MASK || text.startsWith('...', at);
}

function isWithin({ start, end }: Range, ranges: readonly Range[]): boolean {
  return ranges.some((range) => range.start <= start && end <= range.end);
}
