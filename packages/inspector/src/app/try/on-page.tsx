/** The form to try requests on a page of the site, which loads this script when a reader asks for the form. */
import { render } from 'preact';
import { type Vendor, vendors } from '../admin/types.ts';
import { useFacts } from '../contracts.ts';
import { type Language, Speaking, useSpeechIn } from '../text/language.tsx';
import { TryForm } from './try-form.tsx';

/** Replaces what is in the place by the form, for the vendor in its `data-vendor` and in the language of the page. */
export function mount(place: HTMLElement): void {
  const vendor = vendors.find((each) => each === place.dataset.vendor);
  if (!vendor) throw new Error(`no vendor ${place.dataset.vendor}`);
  const language = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';
  place.replaceChildren();
  render(<TryOnPage vendor={vendor} language={language} />, place);
}

function TryOnPage({ vendor, language }: { vendor: Vendor; language: Language }) {
  const facts = useFacts();
  const speech = useSpeechIn(language);
  return <Speaking value={speech}>{facts && <TryForm facts={facts} vendor={vendor} />}</Speaking>;
}
