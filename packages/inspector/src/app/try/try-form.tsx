/** Edits an example of the contract, has the server sign and send it, and shows what comes of it. */
import { useState } from 'preact/hooks';
import { AdminFailure, call } from '../admin/client.ts';
import type { Vendor, Verdict } from '../admin/types.ts';
import type { Facts } from '../contracts.ts';
import { useSpeech } from '../text/language.tsx';
import { TokenForm } from '../token-form.tsx';
import { VendorOptions } from '../vendor-options.tsx';
import { VerdictView } from '../verdict/verdict-view.tsx';
import { indented, visibleText } from '../verdict/visible-text.ts';

interface Sent {
  answer: { status: number; headers?: Record<string, string>; body: string };
  verdict: Verdict | null;
}

export interface TryFormProps {
  facts: Facts;
  vendor: Vendor;
  /** Without it there is no choice of vendors. */
  onVendor?: (vendor: Vendor) => void;
}

/** Starts anew with another vendor when it has the vendor as its key. */
export function TryForm({ facts, vendor, onVendor }: TryFormProps) {
  const { texts } = useSpeech();
  const [example, setExample] = useState(0);
  const [body, setBody] = useState(() => exampleText(facts, vendor, 0));
  const [sent, setSent] = useState<Sent>();
  const [problem, setProblem] = useState<Error>();
  const forget = () => {
    setSent(undefined);
    setProblem(undefined);
  };
  const choose = (index: number) => {
    setExample(index);
    setBody(exampleText(facts, vendor, index));
    forget();
  };
  const send = (target: 'server' | 'mock') => {
    forget();
    const credential = credentialIn(body);
    const order = { vendor, target, body, ...(credential !== undefined && { credential }) };
    call<Sent>('/__admin/try', { method: 'POST', body: order }).then(setSent).catch(setProblem);
  };
  return (
    <section class="try">
      <div class="filter">
        {onVendor && (
          <label>
            {texts.vendor}
            <select
              name="vendor"
              value={vendor}
              onChange={(event) => onVendor(event.currentTarget.value as Vendor)}
            >
              <VendorOptions />
            </select>
          </label>
        )}
        <label>
          {texts.example}
          <select
            name="example"
            value={String(example)}
            onChange={(event) => choose(Number(event.currentTarget.value))}
          >
            {facts[vendor].examples.map(({ name }, index) => (
              <option key={name} value={String(index)}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <label>
        {texts.body}
        <textarea
          name="body"
          rows={16}
          spellcheck={false}
          value={body}
          onInput={(event) => setBody(event.currentTarget.value)}
        />
      </label>
      <p class="hint">{texts.trySigned}</p>
      <div class="actions">
        <button type="button" onClick={() => send('server')}>
          {texts.sendToServer}
        </button>
        <button type="button" onClick={() => send('mock')}>
          {texts.sendToMock}
        </button>
      </div>
      {problem && <Problem problem={problem} onToken={forget} />}
      <div aria-live="polite">{sent && <Outcome sent={sent} />}</div>
    </section>
  );
}

function Outcome({ sent: { answer, verdict } }: { sent: Sent }) {
  const { texts } = useSpeech();
  return (
    <>
      <h2>
        {texts.answer} {answer.status}
      </h2>
      <pre>{visibleText(indented(answer.body))}</pre>
      {verdict ? <VerdictView verdict={verdict} /> : <p>{texts.noVerdict}</p>}
    </>
  );
}

function Problem({ problem, onToken }: { problem: Error; onToken: () => void }) {
  if (problem instanceof AdminFailure && problem.status === 401) return <TokenForm onToken={onToken} />;
  return <p role="alert">{visibleText(problem.message)}</p>;
}

function exampleText(facts: Facts, vendor: Vendor, index: number): string {
  return JSON.stringify(facts[vendor].examples[index]?.value ?? null, null, 2);
}

/** The server calls a credential of BlueKing by the data id, which stands in the body. */
function credentialIn(body: string): string | undefined {
  return /"data_id"\s*:\s*(\d+)/.exec(body)?.[1];
}
