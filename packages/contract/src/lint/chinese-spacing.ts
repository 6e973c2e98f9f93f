/** Checks that Chinese strings have no space next to full-width punctuation or between Han characters. */
import { strayChineseSpace } from '../chinese-lines.ts';
import type { BundleRule } from './problem.ts';
import { readableStringsOf } from './strings-translated.ts';

export const chineseSpacing: BundleRule = ({ document }, report) => {
  for (const [pointer, string] of readableStringsOf(document)) {
    const found = strayChineseSpace(string);
    if (found !== undefined) report(pointer, `"${found}" has a space that Chinese does not have: remove it`);
  }
};
