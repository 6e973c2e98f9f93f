/** Reset, clock and faults. */
import { useEffect, useState } from 'preact/hooks';
import { call } from '../admin/client.ts';
import type { Clock } from '../admin/types.ts';
import { useSpeech } from '../text/language.tsx';
import { Faults } from './faults.tsx';

export function Controls({ onReset }: { onReset: () => void }) {
  return (
    <div class="controls">
      <ClockControl />
      <Faults />
      <Reset onReset={onReset} />
    </div>
  );
}

function ClockControl() {
  const { texts } = useSpeech();
  const [clock, setClock] = useState<Clock>();
  const set = (body?: object) =>
    call<Clock>('/__admin/clock', body ? { method: 'PUT', body } : {})
      .then(setClock)
      .catch(() => undefined);
  useEffect(() => void set(), []);
  return (
    <section>
      <h2>{texts.clock}</h2>
      {clock && (
        <p role="status">
          <time>{clock.now}</time> ({clock.frozen ? texts.frozen : texts.running})
        </p>
      )}
      <button type="button" onClick={() => set({ freeze: true })}>
        {texts.freeze}
      </button>
      <button type="button" onClick={() => set({ advanceMs: 60_000 })}>
        {texts.advance}
      </button>
      <button type="button" onClick={() => set({ resume: true })}>
        {texts.resume}
      </button>
    </section>
  );
}

function Reset({ onReset }: { onReset: () => void }) {
  const { texts } = useSpeech();
  const [isAsking, setAsking] = useState(false);
  const reset = async () => {
    await call('/__admin/reset', { method: 'POST' });
    setAsking(false);
    onReset();
  };
  if (!isAsking)
    return (
      <section>
        <h2>{texts.reset}</h2>
        <button type="button" onClick={() => setAsking(true)}>
          {texts.reset}
        </button>
      </section>
    );
  return (
    <section>
      <h2>{texts.reset}</h2>
      <p>{texts.resetAsk}</p>
      <button type="button" onClick={reset}>
        {texts.confirm}
      </button>
      <button type="button" onClick={() => setAsking(false)}>
        {texts.cancel}
      </button>
    </section>
  );
}
