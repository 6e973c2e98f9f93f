/** Shows the form to try a request on a page of the site, which loads this script when a reader opens the form. */
import { render } from 'preact';
import type { ApiName } from '../admin/types.ts';
import { apiNamesIn, type Facts, loadFacts } from '../contracts.ts';
import { type Language, LocaleProvider, useLocaleFor } from '../strings/locale.tsx';
import { TryForm } from './try-form.tsx';

/** Replaces the content of an element with the form for its `data-api`, in the language of the page. */
export async function mount(container: HTMLElement): Promise<void> {
  const facts = await loadFacts();
  const api = apiNamesIn(facts).find((each) => each === container.dataset.api);
  if (!api) throw new Error(`unknown API ${container.dataset.api}`);
  const language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
  addStyles();
  container.replaceChildren();
  render(<TryOnPage facts={facts} api={api} language={language} />, container);
}

function addStyles(): void {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = new URL('try.css', import.meta.url).href;
  document.head.append(link);
}

function TryOnPage({ facts, api, language }: { facts: Facts; api: ApiName; language: Language }) {
  return (
    <LocaleProvider value={useLocaleFor(language, facts)}>
      <TryForm api={api} />
    </LocaleProvider>
  );
}
