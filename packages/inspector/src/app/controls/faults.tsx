/** Failures that the next requests meet. */
import { useEffect, useState } from 'preact/hooks';
import { call } from '../admin/client.ts';
import { useSpeech } from '../text/language.tsx';
import { VendorOptions } from '../vendor-options.tsx';
import { visibleText } from '../verdict/visible-text.ts';

const kinds = ['reason', 'delay', 'reset', 'truncated', 'garbage'] as const;

export function Faults() {
  const { texts } = useSpeech();
  const [faults, setFaults] = useState<unknown[]>([]);
  const [problem, setProblem] = useState('');
  const change = async (options?: { method: string; body?: object }) => {
    try {
      if (options) await call('/__admin/faults', options);
      setFaults((await call<{ faults: unknown[] }>('/__admin/faults')).faults);
      setProblem('');
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  useEffect(() => void change(), []);
  return (
    <section>
      <h2>{texts.faults}</h2>
      {faults.length === 0 ? (
        <p>{texts.noFaults}</p>
      ) : (
        <pre>{faults.map((fault) => visibleText(JSON.stringify(fault))).join('\n')}</pre>
      )}
      <FaultForm onAdd={(body) => change({ method: 'POST', body })} />
      {problem !== '' && <p role="alert">{visibleText(problem)}</p>}
      <button type="button" onClick={() => change({ method: 'DELETE' })}>
        {texts.clearFaults}
      </button>
    </section>
  );
}

function FaultForm({ onAdd }: { onAdd: (fault: object) => void }) {
  const { texts } = useSpeech();
  const [kind, setKind] = useState<(typeof kinds)[number]>('reason');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    onAdd({
      vendor: given.get('vendor'),
      kind,
      times: Number(given.get('times')),
      ...(kind === 'reason' && { reason: given.get('reason') }),
      ...(kind === 'delay' && { delayMs: Number(given.get('delayMs')) }),
      ...(kind === 'reset' && { when: 'before-commit' }),
    });
  };
  return (
    <form class="filter" onSubmit={submit}>
      <label>
        {texts.vendor}
        <select name="vendor">
          <VendorOptions />
        </select>
      </label>
      <label>
        {texts.kind}
        <select
          name="kind"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as (typeof kinds)[number])}
        >
          {kinds.map((each) => (
            <option key={each} value={each}>
              {texts.kinds[each]}
            </option>
          ))}
        </select>
      </label>
      {kind === 'reason' && (
        <label>
          {texts.reasonCode}
          <input name="reason" required />
        </label>
      )}
      {kind === 'delay' && (
        <label>
          {texts.delayMs}
          <input name="delayMs" type="number" min="0" max="600000" defaultValue="500" required />
        </label>
      )}
      <label>
        {texts.times}
        <input name="times" type="number" min="1" defaultValue="1" required />
      </label>
      <button type="submit">{texts.addFault}</button>
    </form>
  );
}
