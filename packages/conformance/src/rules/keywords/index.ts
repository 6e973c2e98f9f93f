/** All JSON Schema keywords with cases and coverage. Add a new keyword to the file of its group. */
import { choiceKeywords } from './choices.ts';
import { collectionKeywords } from './collections.ts';
import { formatKeywords } from './formats.ts';
import type { AppliedKeyword, KeywordRules, Shown } from './keyword-rule.ts';
import { numberKeywords } from './numbers.ts';
import { propertyKeywords } from './properties.ts';
import { stringKeywords } from './strings.ts';
import { typeKeywords } from './types.ts';

/** Keyword rules in the order in which their values are tried. */
export const KEYWORDS: KeywordRules = {
  ...typeKeywords,
  ...numberKeywords,
  ...stringKeywords,
  ...formatKeywords,
  ...collectionKeywords,
  ...choiceKeywords,
  ...propertyKeywords,
};

/** Whether a keyword counts for coverage. All others contain schemas or are annotations. */
export function isCounted(keyword: string): boolean {
  return Object.hasOwn(KEYWORDS, keyword) && KEYWORDS[keyword]?.hits !== undefined;
}

export function shownBy(applied: AppliedKeyword): readonly Shown[] {
  return KEYWORDS[applied.keyword]?.hits?.(applied) ?? [];
}
