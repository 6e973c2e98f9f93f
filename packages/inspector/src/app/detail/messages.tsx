/** The request and the response as sent, with credentials masked. */
import { Fragment } from 'preact';
import type { RequestRecord } from '../admin/types.ts';
import { indented, visibleText } from '../format/visible-text.ts';
import { useLocale } from '../strings/locale.tsx';

export function Messages({ record: { request, answer: response } }: { record: RequestRecord }) {
  const { strings } = useLocale();
  const headers = Object.entries(request.headers);
  return (
    <>
      <section>
        <h3>{strings.request}</h3>
        <details class="headers">
          <summary>{strings.headers(headers.length)}</summary>
          <dl>
            {headers.map(([name, value]) => (
              <Fragment key={name}>
                <dt>{visibleText(name)}</dt>
                <dd>{visibleText(value)}</dd>
              </Fragment>
            ))}
          </dl>
        </details>
        <pre class="body">{request.body === '' ? strings.noBody : visibleText(indented(request.body))}</pre>
      </section>
      <section>
        <h3>
          {strings.response} <span class="status">{response.status}</span>
        </h3>
        <pre>{visibleText(indented(response.body))}</pre>
      </section>
    </>
  );
}
