/** Translates strings that are generated from English sources: doc comments of options, and the admin API document. */
import type { Language } from '@pushspec/contract';
import { adminStrings } from './admin-strings.zh.ts';
import { optionStrings } from './option-strings.zh.ts';

const CHINESE: ReadonlyMap<string, string> = new Map([
  ...Object.entries(optionStrings),
  ...Object.entries(adminStrings),
]);

/** Returns the string in a language. A string without a translation stays English. A test checks that there are none. */
export function translated(english: string, language: Language): string {
  if (language === 'en' || english === '') return english;
  return CHINESE.get(english) ?? english;
}

/** Returns whether a string has a translation. */
export function isTranslated(english: string): boolean {
  return CHINESE.has(english);
}
