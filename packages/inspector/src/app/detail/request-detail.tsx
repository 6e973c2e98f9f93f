/** The details of a request: diagnosis, items, request and response. */
import { referenceAddress } from '@pushspec/contract/addresses';
import { useEffect, useState } from 'preact/hooks';
import { AdminError, call } from '../admin/client.ts';
import type { RequestRecord, Verdict } from '../admin/types.ts';
import { CopyButton } from '../copy-button.tsx';
import { curlText } from '../format/curl-text.ts';
import { size } from '../format/size.ts';
import { visibleText } from '../format/visible-text.ts';
import { RequestTitle } from '../requests/request-title.tsx';
import { useApiName, useLocale } from '../strings/locale.tsx';
import { VerdictView } from '../verdict/verdict-view.tsx';
import { Messages } from './messages.tsx';

interface Props {
  id: string;
  onSelect: (id: string) => void;
  onClose: () => void;
}

export function RequestDetail({ id, onSelect, onClose }: Props) {
  const { strings } = useLocale();
  const { record, problem, setProblem } = useRecord(id);
  const replay = () =>
    call<{ verdict: Verdict | null }>(`/__admin/requests/${encodeURIComponent(id)}/replay`, {
      method: 'POST',
    })
      .then(({ verdict }) => verdict && onSelect(verdict.id))
      .catch((error: Error) => setProblem(error.message));
  return (
    <article class="detail">
      <div class="actions">
        <button type="button" class="close" onClick={onClose}>
          <span aria-hidden="true">✕</span> {strings.close}
        </button>
        <button type="button" onClick={replay}>
          {strings.replay}
        </button>
        {record && (
          <CopyButton
            text={curlText(record.request, location.origin)}
            label={strings.copyCurl}
            done={strings.curlCopied}
          />
        )}
        <CopyButton text={location.href} label={strings.copyLink} done={strings.linkCopied} />
      </div>
      {problem !== '' && <p role="alert">{visibleText(problem)}</p>}
      {record && <RecordView record={record} />}
    </article>
  );
}

function RecordView({ record }: { record: RequestRecord }) {
  const { verdict, request } = record;
  return (
    <>
      <RecordHeader record={record} />
      <VerdictView verdict={verdict} body={request.body} />
      <Messages record={record} />
    </>
  );
}

function RecordHeader({ record: { verdict, request } }: { record: RequestRecord }) {
  const { language, strings } = useLocale();
  const nameOf = useApiName();
  const { api, outcome, status, receivedAt, summary, id } = verdict;
  return (
    <header class="head">
      <h2>
        <RequestTitle summary={summary} />
      </h2>
      <p class="facts">
        <span class={`badge ${outcome}`}>{strings.outcomes[outcome]}</span>
        <span class="status">{status}</span>
        <a href={referenceAddress(api, language)} title={strings.reference}>
          {nameOf(api)}
        </a>
        {summary?.items !== undefined && <span>{strings.itemCount(summary.items)}</span>}
        {summary && <span>{size(summary.bytes)}</span>}
        <time dateTime={receivedAt}>{receivedAt.replace('T', ' ').replace('Z', ' UTC')}</time>
      </p>
      <p class="wire">
        <code>
          {visibleText(request.method)} {visibleText(request.target)}
        </code>
        <code class="id" title={strings.requestId}>
          {visibleText(id)}
        </code>
      </p>
    </header>
  );
}

const RETRY_MS = 1000;
const SERVER_ERROR = 500;

interface LoadedRecord {
  record: RequestRecord | undefined;
  /** Error message; empty if there is none. */
  problem: string;
  setProblem: (problem: string) => void;
}

/** Loads a record from the admin API. Retries after server errors. */
function useRecord(id: string): LoadedRecord {
  const [record, setRecord] = useState<RequestRecord>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    const unmounted = new AbortController();
    const load = async () => {
      const path = `/__admin/requests/${encodeURIComponent(id)}`;
      setRecord(await call<RequestRecord>(path, { signal: unmounted.signal }));
      setProblem('');
    };
    const attempt = () => {
      if (unmounted.signal.aborted) return;
      load().catch((error: Error) => {
        if (unmounted.signal.aborted) return;
        setProblem(error.message);
        // A record that does not exist will not appear later, but a server error may be temporary.
        if (!(error instanceof AdminError) || error.status >= SERVER_ERROR) setTimeout(attempt, RETRY_MS);
      });
    };
    attempt();
    return () => unmounted.abort();
  }, [id]);
  return { record, problem, setProblem };
}
