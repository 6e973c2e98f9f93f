/** Edits an example of the contract, has the server sign and send it, and shows what comes of it. */
import { useState } from 'preact/hooks';
import { call } from '../admin/client.ts';
import { type Vendor, type Verdict, vendors } from '../admin/types.ts';
import { type Facts, useFacts } from '../contracts.ts';
import { useSpeech } from '../text/language.tsx';
import { VendorOptions } from '../vendor-options.tsx';
import { VerdictView } from '../verdict/verdict-view.tsx';
import { indented, visibleText } from '../verdict/visible-text.ts';

interface Sent {
  answer: { status: number; headers?: Record<string, string>; body: string };
  verdict: Verdict | null;
}

export function Try() {
  const facts = useFacts();
  return facts ? <TryForm facts={facts} /> : null;
}

/** The vendor that a link has named, so that a guide leads to its own. */
function firstVendor(): Vendor {
  const asked = new URLSearchParams(location.search).get('vendor');
  return vendors.find((vendor) => vendor === asked) ?? 'blueking';
}

function TryForm({ facts }: { facts: Facts }) {
  const { texts } = useSpeech();
  const [vendor, setVendor] = useState<Vendor>(firstVendor);
  const [example, setExample] = useState(0);
  const [body, setBody] = useState(() => exampleText(facts, firstVendor(), 0));
  const [sent, setSent] = useState<Sent>();
  const [problem, setProblem] = useState('');
  const choose = (next: Vendor, index: number) => {
    setVendor(next);
    setExample(index);
    setBody(exampleText(facts, next, index));
    setSent(undefined);
    setProblem('');
  };
  const send = (target: 'server' | 'mock') => {
    setProblem('');
    setSent(undefined);
    const credential = credentialIn(body);
    const order = { vendor, target, body, ...(credential !== undefined && { credential }) };
    call<Sent>('/__admin/try', { method: 'POST', body: order })
      .then(setSent)
      .catch((error: Error) => setProblem(error.message));
  };
  return (
    <section class="try">
      <div class="filter">
        <label>
          {texts.vendor}
          <select
            name="vendor"
            value={vendor}
            onChange={(event) => choose(event.currentTarget.value as Vendor, 0)}
          >
            <VendorOptions />
          </select>
        </label>
        <label>
          {texts.example}
          <select
            name="example"
            value={String(example)}
            onChange={(event) => choose(vendor, Number(event.currentTarget.value))}
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
      {problem !== '' && <p role="alert">{visibleText(problem)}</p>}
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

function exampleText(facts: Facts, vendor: Vendor, index: number): string {
  return JSON.stringify(facts[vendor].examples[index]?.value ?? null, null, 2);
}

/** The server calls a credential of BlueKing by the data id, which stands in the body. */
function credentialIn(body: string): string | undefined {
  return /"data_id"\s*:\s*(\d+)/.exec(body)?.[1];
}
