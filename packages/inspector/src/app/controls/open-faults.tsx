/** The view of open Guance faults: no event has closed them yet. */
import { useEffect, useState } from 'preact/hooks';
import { call } from '../admin/client.ts';
import type { OpenFault } from '../admin/types.ts';
import { duration } from '../format/duration.ts';
import { visibleText } from '../format/visible-text.ts';
import { useLocale } from '../strings/locale.tsx';

interface Props {
  /** ID of the newest request. The list reloads when it changes. */
  newest: string | undefined;
  onSelect: (id: string) => void;
}

export function OpenFaults({ newest, onSelect }: Props) {
  const { language, strings } = useLocale();
  const [faults, setFaults] = useState<OpenFault[]>();
  useEffect(() => {
    call<{ unrecovered: OpenFault[] }>('/__admin/guance/unrecovered')
      .then(({ unrecovered }) => setFaults(unrecovered))
      .catch(() => undefined);
  }, [newest]);
  if (!faults) return null;
  if (faults.length === 0) return <p class="notice">{strings.noOpenFaults}</p>;
  return (
    <ul class="open-faults">
      {faults.map(({ eventRef, durationSeconds, requestId, event }) => (
        <li key={eventRef}>
          <button type="button" class="quiet" onClick={() => onSelect(requestId)}>
            {visibleText(String(event?.df_title ?? event?.title ?? eventRef))}
          </button>
          <span class="hint">{strings.openFor(duration(durationSeconds, language))}</span>
        </li>
      ))}
    </ul>
  );
}
