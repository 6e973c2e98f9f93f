/** The faults for the next requests, with a form to add one. */
import { useEffect, useState } from 'preact/hooks';
import { call } from '../admin/client.ts';
import type { Fault } from '../admin/types.ts';
import { visibleText } from '../format/visible-text.ts';
import { useApiName, useLocale } from '../strings/locale.tsx';
import { FaultForm } from './fault-form.tsx';

export function Faults() {
  const { strings } = useLocale();
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState('');
  const change = async (calls: readonly { method: string; body?: object }[] = []) => {
    try {
      for (const options of calls) await call('/__admin/faults', options);
      setProblem('');
    } catch (error) {
      setProblem((error as Error).message);
    }
    await call<{ faults: Fault[] }>('/__admin/faults')
      .then((current) => setFaults(current.faults))
      .catch((error: Error) => setProblem(error.message));
  };
  useEffect(() => void change(), []);
  return (
    <section class="panel faults">
      <h2>{strings.faults}</h2>
      <p class="hint">{strings.faultsLead}</p>
      <FaultForm onAdd={(bodies) => change(bodies.map((body) => ({ method: 'POST', body })))} />
      {problem !== '' && <p role="alert">{visibleText(problem)}</p>}
      <FaultTable faults={faults} />
      {faults.length > 0 && (
        <button type="button" onClick={() => change([{ method: 'DELETE' }])}>
          {strings.clearFaults}
        </button>
      )}
    </section>
  );
}

function FaultTable({ faults }: { faults: readonly Fault[] }) {
  const { strings } = useLocale();
  const nameOf = useApiName();
  if (faults.length === 0) return <p class="notice">{strings.noFaults}</p>;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{strings.api}</th>
          <th scope="col">{strings.kind}</th>
          <th scope="col">{strings.times}</th>
        </tr>
      </thead>
      <tbody>
        {faults.map((fault, index) => (
          <tr key={index}>
            <td>{nameOf(fault.api)}</td>
            <td>
              {strings.kinds[fault.kind as keyof typeof strings.kinds] ?? visibleText(fault.kind)}
              {fault.reason !== undefined && <code> {visibleText(fault.reason)}</code>}
              {fault.delayMs !== undefined && ` ${fault.delayMs} ms`}
            </td>
            <td>{strings.timesLeft(fault.times)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
