/** Provides the language of the page, its strings, and the contracts' strings in that language. */
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { ApiName } from '../admin/types.ts';
import type { Facts } from '../contracts.ts';
import { en } from './en.ts';
import type { Strings } from './strings.ts';
import { zh } from './zh.ts';

export type Language = 'en' | 'zh';

/** The translation of a reason. */
export interface ReasonString {
  /** Templates of the message in English and in this language. */
  message?: { en: string; own: string };
  /** Absent in English. */
  fix?: string;
}

export type ReasonStrings = Record<ApiName, Record<string, ReasonString>>;

interface Locale {
  language: Language;
  strings: Strings;
  facts: Facts;
  /** `undefined` while loading. English has few, because verdicts are in English. */
  reasonStrings: ReasonStrings | undefined;
}

const stringsByLanguage: Record<Language, Strings> = { en, zh };

const noFacts = {} as Facts;
const LocaleContext = createContext<Locale>({
  language: 'en',
  strings: en,
  facts: noFacts,
  reasonStrings: undefined,
});
export const LocaleProvider = LocaleContext.Provider;

/** Returns the current language, its strings, and the facts from the contracts. */
export function useLocale(): Locale {
  return useContext(LocaleContext);
}

/** Returns a function that returns the name of an API. */
export function useApiName(): (api: ApiName) => string {
  const { language, facts } = useLocale();
  return (api) => facts[api]?.title[language] ?? api;
}

/** Returns the browser's preferred language, for a URL without a language. */
export function preferredLanguage(): Language {
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** Returns the strings in a language. The contracts' strings follow when they have loaded. */
export function useLocaleFor(language: Language, facts: Facts): Locale {
  const [reasonStrings, setReasonStrings] = useState<ReasonStrings>();
  useEffect(() => {
    setReasonStrings(undefined);
    fetch(new URL(`strings.${language}.json`, import.meta.url))
      .then((response) => response.json())
      .then(setReasonStrings)
      // Without translations, the page shows the English messages.
      .catch(() => undefined);
  }, [language]);
  return { language, strings: stringsByLanguage[language], facts, reasonStrings };
}
