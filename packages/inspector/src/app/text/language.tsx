/** The language of the page, its texts, and the contracts' texts in it. */
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Vendor } from '../admin/types.ts';
import { en } from './en.ts';
import type { Texts } from './texts.ts';
import { zh } from './zh.ts';

export type Language = 'en' | 'zh';

export type ReasonTexts = Record<Vendor, Record<string, { message?: string; fix: string }>>;

interface Speech {
  language: Language;
  texts: Texts;
  /** Undefined until they are loaded, and in English, as the verdict itself is English. */
  reasonTexts: ReasonTexts | undefined;
}

const tables: Record<Language, Texts> = { en, zh };

const SpeechContext = createContext<Speech>({ language: 'en', texts: en, reasonTexts: undefined });
export const Speaking = SpeechContext.Provider;

export function useSpeech(): Speech {
  return useContext(SpeechContext);
}

/** `?lang=` decides; without it the browser's first language. */
export function firstLanguage(query: string, preferred: string): Language {
  const asked = new URLSearchParams(query).get('lang');
  if (asked === 'en' || asked === 'zh') return asked;
  return preferred.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The texts in a language; those of the contracts follow as soon as they are loaded. */
export function useSpeechIn(language: Language): Speech {
  const [reasonTexts, setReasonTexts] = useState<ReasonTexts>();
  useEffect(() => {
    setReasonTexts(undefined);
    if (language === 'en') return;
    fetch(new URL(`texts.${language}.json`, import.meta.url))
      .then((response) => response.json())
      .then(setReasonTexts)
      // The English sentences stay.
      .catch(() => undefined);
  }, [language]);
  return { language, texts: tables[language], reasonTexts };
}

export function useLanguage(): Speech & { choose: (language: Language) => void } {
  const [language, setLanguage] = useState(() => firstLanguage(location.search, navigator.language));
  const speech = useSpeechIn(language);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  }, [language]);
  const choose = (next: Language) => {
    const query = new URLSearchParams(location.search);
    query.set('lang', next);
    history.replaceState(null, '', `?${query}`);
    setLanguage(next);
  };
  return { ...speech, choose };
}
