/** The form to edit an example of the contract, have the server sign and send it, and see the outcome. */
import { useState } from 'preact/hooks';
import { AdminError, call } from '../admin/client.ts';
import type { ApiName, Verdict } from '../admin/types.ts';
import { ApiOptions } from '../api-options.tsx';
import type { Facts } from '../contracts.ts';
import { indented, visibleText } from '../format/visible-text.ts';
import { useLocale } from '../strings/locale.tsx';
import { TokenForm } from '../token-form.tsx';
import { VerdictView } from '../verdict/verdict-view.tsx';

interface Sent {
  answer: { status: number; headers?: Record<string, string>; body: string };
  verdict: Verdict | null;
}

export interface TryFormProps {
  api: ApiName;
  /** Called when the reader selects another API. Without it, the form has no API menu. */
  onApi?: (api: ApiName) => void;
}

/** The form. Use the API as its `key`, so that another API resets it. */
export function TryForm({ api, onApi }: TryFormProps) {
  const { strings, facts } = useLocale();
  const [example, setExample] = useState(0);
  const [body, setBody] = useState(() => exampleText(facts, api, 0));
  const [sent, setSent] = useState<Sent & { body: string }>();
  const [problem, setProblem] = useState<Error>();
  const clear = () => {
    setSent(undefined);
    setProblem(undefined);
  };
  const choose = (index: number) => {
    setExample(index);
    setBody(exampleText(facts, api, index));
    clear();
  };
  const send = (target: 'server' | 'mock') => {
    clear();
    const credential = credentialIn(body);
    const request = { api, target, body, ...(credential !== undefined && { credential }) };
    call<Sent>('/__admin/try', { method: 'POST', body: request })
      .then((received) => setSent({ ...received, body }))
      .catch(setProblem);
  };
  return (
    <section class="try">
      <div class="fields">
        {onApi && (
          <label>
            {strings.api}
            <select name="api" value={api} onChange={(event) => onApi(event.currentTarget.value as ApiName)}>
              <ApiOptions />
            </select>
          </label>
        )}
        <label>
          {strings.example}
          <select
            name="example"
            value={String(example)}
            onChange={(event) => choose(Number(event.currentTarget.value))}
          >
            {facts[api].examples.map(({ name }, index) => (
              <option key={name} value={String(index)}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <label>
        {strings.body}
        <textarea
          name="body"
          rows={16}
          spellcheck={false}
          value={body}
          onInput={(event) => setBody(event.currentTarget.value)}
        />
      </label>
      <p class="hint">{strings.trySigned}</p>
      <div class="actions">
        <button type="button" class="primary" onClick={() => send('server')}>
          {strings.sendToServer}
        </button>
        <button type="button" onClick={() => send('mock')}>
          {strings.sendToMock}
        </button>
      </div>
      {problem && <Problem problem={problem} onToken={clear} />}
      <div aria-live="polite">{sent && <Outcome {...sent} />}</div>
    </section>
  );
}

function Outcome({ answer: response, verdict, body }: Sent & { body: string }) {
  const { strings } = useLocale();
  return (
    <>
      {verdict ? (
        <>
          <p class="facts">
            <span class={`badge ${verdict.outcome}`}>{strings.outcomes[verdict.outcome]}</span>
          </p>
          <VerdictView verdict={verdict} body={body} />
        </>
      ) : (
        <p>{strings.noVerdict}</p>
      )}
      <h3>
        {strings.response} {response.status}
      </h3>
      <pre>{visibleText(indented(response.body))}</pre>
    </>
  );
}

function Problem({ problem, onToken }: { problem: Error; onToken: () => void }) {
  if (problem instanceof AdminError && problem.status === 401) return <TokenForm onToken={onToken} />;
  return <p role="alert">{visibleText(problem.message)}</p>;
}

function exampleText(facts: Facts, api: ApiName, index: number): string {
  return JSON.stringify(facts[api].examples[index]?.value ?? null, null, 2);
}

/** Returns the name of the credential that the body uses, if it has one. */
function credentialIn(body: string): string | undefined {
  return /"data_id"\s*:\s*(\d+)/.exec(body)?.[1];
}
