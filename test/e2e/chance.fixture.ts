/** Numbers that look random and are the same for the same seed. */
export interface Chance {
  /** From 0 to below 1. */
  number(): number;
  /** From 0 to below `end`. */
  below(end: number): number;
  /** True in so many of a thousand cases. */
  permille(share: number): boolean;
  of<Item>(items: readonly Item[]): Item;
}

/** A linear congruential generator, of which the upper bits are used. */
export function chance(seed: number): Chance {
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

/** A text of one to four bytes per character, with what JSON has to escape. */
export const randomText = (random: Chance, length: number): string =>
  Array.from({ length }, () => random.of(SCRIPTS)).join('');
