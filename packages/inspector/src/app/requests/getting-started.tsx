/** The page before the first request: a command per API that works as pasted. */
import { guideAddress } from '@pushspec/contract/addresses';
import { useState } from 'preact/hooks';
import { call } from '../admin/client.ts';
import type { ApiName } from '../admin/types.ts';
import { apiNamesIn } from '../contracts.ts';
import { CopyButton } from '../copy-button.tsx';
import { quoted } from '../format/curl-text.ts';
import { visibleText } from '../format/visible-text.ts';
import { useApiName, useLocale } from '../strings/locale.tsx';

export function GettingStarted() {
  const { strings, facts } = useLocale();
  return (
    <section class="getting-started">
      <h2>
        <span class="pulse" aria-hidden="true" />
        {strings.waiting}
      </h2>
      <p>
        {strings.waitingLead} <code>{location.origin}</code>
      </p>
      {apiNamesIn(facts).map((api) => (
        <Example key={api} api={api} />
      ))}
      <p class="hint">{strings.serverSigns}</p>
    </section>
  );
}

function Example({ api }: { api: ApiName }) {
  const { language, strings, facts } = useLocale();
  const nameOf = useApiName();
  const [problem, setProblem] = useState('');
  const body = { api, json: facts[api].sample };
  const command = [
    `curl -sS ${quoted(`${location.origin}/__admin/try`)}`,
    `-H 'content-type: application/json'`,
    `-d ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n  ');
  const send = () =>
    call('/__admin/try', { method: 'POST', body })
      .then(() => setProblem(''))
      .catch((error: Error) => setProblem(error.message));
  return (
    <article class="command">
      <header>
        <h3>{nameOf(api)}</h3>
        <CopyButton text={command} />
        <button type="button" onClick={send} aria-label={`${strings.sendExample}: ${nameOf(api)}`}>
          {strings.sendExample}
        </button>
      </header>
      <pre>{command}</pre>
      {problem !== '' && <p role="alert">{visibleText(problem)}</p>}
      <a href={guideAddress(api, language)}>{strings.guide}</a>
    </article>
  );
}
