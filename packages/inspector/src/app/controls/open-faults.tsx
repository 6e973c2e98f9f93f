/** Guance's faults that no event has closed. */
import { useEffect, useState } from 'preact/hooks';
import { call } from '../admin/client.ts';
import type { OpenFault } from '../admin/types.ts';
import { useSpeech } from '../text/language.tsx';
import { visibleText } from '../verdict/visible-text.ts';

interface Props {
  /** Of the newest request: the list is asked for again when it changes. */
  newest: string | undefined;
  onSelect: (id: string) => void;
}

export function OpenFaults({ newest, onSelect }: Props) {
  const { texts } = useSpeech();
  const [faults, setFaults] = useState<OpenFault[]>([]);
  useEffect(() => {
    call<{ unrecovered: OpenFault[] }>('/__admin/guance/unrecovered')
      .then(({ unrecovered }) => setFaults(unrecovered))
      .catch(() => undefined);
  }, [newest]);
  if (faults.length === 0) return <p>{texts.noOpenFaults}</p>;
  return (
    <ul class="open-faults">
      {faults.map(({ eventRef, durationSeconds, requestId, event }) => (
        <li key={eventRef}>
          <button type="button" onClick={() => onSelect(requestId)}>
            {visibleText(String(event?.df_title ?? event?.title ?? eventRef))}
          </button>{' '}
          {texts.openFor(durationSeconds)}
        </li>
      ))}
    </ul>
  );
}
