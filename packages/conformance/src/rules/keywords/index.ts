/** All keywords of JSON Schema that are tried and counted. A new keyword is an entry in the file of its like. */
import { choiceKeywords } from './choices.ts';
import { collectionKeywords } from './collections.ts';
import type { Applied, KeywordRules, Shown } from './keyword-rule.ts';
import { memberKeywords } from './members.ts';
import { numberKeywords } from './numbers.ts';
import { textKeywords } from './texts.ts';
import { typeKeywords } from './types.ts';

/** In the order in which the values are tried. */
export const KEYWORDS: KeywordRules = {
  ...typeKeywords,
  ...numberKeywords,
  ...textKeywords,
  ...collectionKeywords,
  ...choiceKeywords,
  ...memberKeywords,
};

/** Keywords that are counted; all others hold other schemas, or say nothing. */
export function isCounted(keyword: string): boolean {
  return Object.hasOwn(KEYWORDS, keyword) && KEYWORDS[keyword]?.hits !== undefined;
}

export function shownBy(applied: Applied): readonly Shown[] {
  return KEYWORDS[applied.keyword]?.hits?.(applied) ?? [];
}
