import { apiNamesIn } from './contracts.ts';
import { useApiName, useLocale } from './strings/locale.tsx';

/** The options of a `select` for an API. */
export function ApiOptions() {
  const { facts } = useLocale();
  const nameOf = useApiName();
  return (
    <>
      {apiNamesIn(facts).map((api) => (
        <option key={api} value={api}>
          {nameOf(api)}
        </option>
      ))}
    </>
  );
}
