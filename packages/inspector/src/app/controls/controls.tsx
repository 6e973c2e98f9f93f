/** The view with faults, clock and reset. */
import { useEffect, useState } from 'preact/hooks';
import { call } from '../admin/client.ts';
import type { Clock } from '../admin/types.ts';
import { useLocale } from '../strings/locale.tsx';
import { Faults } from './faults.tsx';

export function Controls({ onReset }: { onReset: () => void }) {
  return (
    <div class="controls">
      <Faults />
      <ClockControl />
      <Reset onReset={onReset} />
    </div>
  );
}

function ClockControl() {
  const { strings } = useLocale();
  const [clock, setClock] = useState<Clock>();
  const set = (body?: object) =>
    call<Clock>('/__admin/clock', body ? { method: 'PUT', body } : {})
      .then(setClock)
      .catch(() => undefined);
  useEffect(() => void set(), []);
  return (
    <section class="panel">
      <h2>{strings.clock}</h2>
      <p class="hint">{strings.clockLead}</p>
      {clock && (
        <p role="status">
          <time>{clock.now.replace('T', ' ').replace('Z', ' UTC')}</time>{' '}
          <span class="badge">{clock.frozen ? strings.frozen : strings.running}</span>
        </p>
      )}
      <div class="buttons">
        <button type="button" onClick={() => set({ freeze: true })}>
          {strings.freeze}
        </button>
        <button type="button" onClick={() => set({ advanceMs: 60_000 })}>
          {strings.advance}
        </button>
        <button type="button" onClick={() => set({ resume: true })}>
          {strings.resume}
        </button>
      </div>
    </section>
  );
}

function Reset({ onReset }: { onReset: () => void }) {
  const { strings } = useLocale();
  const [isAsking, setAsking] = useState(false);
  const reset = async () => {
    await call('/__admin/reset', { method: 'POST' });
    setAsking(false);
    onReset();
  };
  return (
    <section class="panel">
      <h2>{strings.reset}</h2>
      <p class="hint">{isAsking ? strings.resetAsk : strings.resetLead}</p>
      <div class="buttons">
        {isAsking ? (
          <>
            <button type="button" class="danger" onClick={reset}>
              {strings.confirm}
            </button>
            <button type="button" onClick={() => setAsking(false)}>
              {strings.cancel}
            </button>
          </>
        ) : (
          <button type="button" onClick={() => setAsking(true)}>
            {strings.reset}
          </button>
        )}
      </div>
    </section>
  );
}
