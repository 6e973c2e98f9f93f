/** Replaces secrets in texts. No regular expression is made from a secret, and the work grows with the text only. */
import { type Automaton, createAutomaton } from './automaton.ts';
import { type Hit, hitList, type Range, replaced } from './ranges.ts';
import { readingsOf } from './readings.ts';

/** Shorter secrets are masked only where their role is known: anywhere else they are parts of ordinary words. */
export const MIN_SECRET = 6;

/** The end of a secret is enough to distinguish two of them. */
const SHOWN_END = 4;

const MASK = '…';

/** A secret as a record may show it. */
export function masked(secret: string): string {
  const end = secret.slice(-SHOWN_END);
  // Any other character might need an escape, or end a string, where the mask is put.
  return secret.length > 2 * SHOWN_END && /^[\w-]+$/.test(end) ? MASK + end : MASK;
}

/** What is known of a text beyond its characters. */
export interface Marks {
  /** Parts that are secrets by their role, whatever they are. */
  readonly roles?: readonly Range[];
  /** Parts that no request and no configuration has given: what lies within one stays. */
  readonly own?: readonly Range[];
  /** Where the text may have been cut, so that a secret is there by half. A text cut with an ellipsis needs none. */
  readonly cuts?: ReadonlySet<number>;
}

export interface Masker {
  text(text: string, marks?: Marks): string;
  /** Whether no secret is in the text as a whole. */
  isClean(text: string): boolean;
  /** A masker of these secrets and more. */
  with(secrets: Iterable<string>): Masker;
}

export interface MaskerOptions {
  /** What replaces a secret. @default {@link masked} */
  shown?: (secret: string) => string;
  /** Told how many steps each search took. */
  onWork?: (steps: number) => void;
}

/** Nothing is indexed before the first text. */
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
  // HTTP takes the spaces around a header's value away.
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
    const withForms = used.some(({ hasSpaces }) => hasSpaces);
    for (const { text: read, place } of readingsOf(text, withForms)) {
      const isCut = (at: number) => isEllipsis(read, at) || (cuts?.has(place(at)) ?? false);
      for (const { automaton } of used) {
        const steps = automaton.scan(
          read,
          (start, end, secret) =>
            hits.add({ start: place(start), end: place(end), secret, isWhole: secret !== undefined }),
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
    text(text, { roles = [], own = [], cuts } = {}) {
      const found = find(text, cuts).filter((hit) => !isWithin(hit, own));
      const known = roles.map(({ start, end }): Hit => {
        return { start, end, secret: text.slice(start, end), isWhole: true };
      });
      let left: Hit[] = [...known, ...found];
      let now = { text, own };
      // What is shown of one secret may make another one with what stands beside it.
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
