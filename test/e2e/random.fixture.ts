/** Generates pseudorandom values. The same seed gives the same values. */
export interface Random {
  /** Returns a number from 0 to less than 1. */
  number(): number;
  /** Returns an integer from 0 to less than `end`. */
  below(end: number): number;
  /** Returns true in this many of a thousand calls. */
  permille(share: number): boolean;
  of<Item>(items: readonly Item[]): Item;
}

/** Creates a linear congruential generator. Uses only its upper bits. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const number = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
  const below = (end: number) => Math.floor(number() * end);
  return {
    number,
    below,
    permille: (share) => number() * 1000 < share,
    of: <Item>(items: readonly Item[]) => items[below(items.length)] as Item,
  };
}

const SCRIPTS = [
  'a',
  'z',
  ' ',
  '"',
  '\\',
  '\n',
  '\t',
  '<',
  'é',
  'Ж',
  'ع',
  '磁',
  '盘',
  'ｶ',
  '\u0301',
  '🚨',
  '👩‍🔧',
  '\u2028',
];

/** Returns a string with one to four bytes per character, including characters that JSON escapes. */
export const randomText = (random: Random, length: number): string =>
  Array.from({ length }, () => random.of(SCRIPTS)).join('');
