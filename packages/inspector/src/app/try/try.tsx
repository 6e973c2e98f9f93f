/** The view of the inspector that sends edited examples. */
import { useState } from 'preact/hooks';
import type { ApiName } from '../admin/types.ts';
import { apiNamesIn } from '../contracts.ts';
import { useLocale } from '../strings/locale.tsx';
import { TryForm } from './try-form.tsx';

/** Starts with the API in the URL, or with the first API. */
export function Try({ api: requested }: { api: string }) {
  const { facts } = useLocale();
  const names = apiNamesIn(facts);
  const [api, setApi] = useState(names.find((name) => name === requested) ?? (names[0] as ApiName));
  return <TryForm key={api} api={api} onApi={setApi} />;
}
