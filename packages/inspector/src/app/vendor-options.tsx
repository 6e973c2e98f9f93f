import { vendors } from './admin/types.ts';
import { useSpeech } from './text/language.tsx';

/** The vendors as choices of a `select`. */
export function VendorOptions() {
  const { texts } = useSpeech();
  return (
    <>
      {vendors.map((vendor) => (
        <option key={vendor} value={vendor}>
          {texts.vendors[vendor]}
        </option>
      ))}
    </>
  );
}
