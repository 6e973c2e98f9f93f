/** One request with all that is known of it. */
import { useEffect, useState } from 'preact/hooks';
import { AdminFailure, call } from '../admin/client.ts';
import type { RequestRecord, Verdict } from '../admin/types.ts';
import { useSpeech } from '../text/language.tsx';
import { curlText } from '../verdict/curl-text.ts';
import { SignatureView } from '../verdict/signature-view.tsx';
import { VerdictView } from '../verdict/verdict-view.tsx';
import { indented, visibleText } from '../verdict/visible-text.ts';

const RETRY_MS = 1000;
const SERVER_ERROR = 500;

interface Props {
  id: string;
  onSelect: (id: string) => void;
  onClose: () => void;
}

export function RequestDetail({ id, onSelect, onClose }: Props) {
  const { texts } = useSpeech();
  const [record, setRecord] = useState<RequestRecord>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    const gone = new AbortController();
    const load = async () => {
      setRecord(
        await call<RequestRecord>(`/__admin/requests/${encodeURIComponent(id)}`, { signal: gone.signal }),
      );
      setProblem('');
    };
    const again = () => {
      if (!gone.signal.aborted) attempt();
    };
    const attempt = () => {
      load().catch((error: Error) => {
        if (gone.signal.aborted) return;
        setProblem(error.message);
        // A request that is not kept never comes back; a failure of the server may be over the next time.
        if (!(error instanceof AdminFailure) || error.status >= SERVER_ERROR) setTimeout(again, RETRY_MS);
      });
    };
    setProblem('');
    attempt();
    return () => gone.abort();
  }, [id]);
  const replay = () =>
    call<{ verdict: Verdict | null }>(`/__admin/requests/${encodeURIComponent(id)}/replay`, {
      method: 'POST',
    })
      .then(({ verdict }) => verdict && onSelect(verdict.id))
      .catch((error: Error) => setProblem(error.message));
  return (
    <article class="detail">
      <div class="actions">
        <button type="button" onClick={onClose}>
          {texts.back}
        </button>
        <button type="button" onClick={replay}>
          {texts.replay}
        </button>
        {record && <CopyCurl record={record} />}
      </div>
      {problem !== '' && <p role="alert">{visibleText(problem)}</p>}
      {record?.verdict.id === id && <Shown record={record} />}
    </article>
  );
}

function CopyCurl({ record }: { record: RequestRecord }) {
  const { texts } = useSpeech();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(curlText(record.request, location.origin));
    setCopied(true);
  };
  return (
    <>
      <button type="button" onClick={copy}>
        {texts.copyCurl}
      </button>
      <span role="status">{isCopied ? texts.copied : ''}</span>
    </>
  );
}

function Shown({ record: { verdict, request, answer } }: { record: RequestRecord }) {
  const { texts } = useSpeech();
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`);
  return (
    <>
      <h2>
        {visibleText(request.method)} <code>{visibleText(request.target)}</code>
      </h2>
      <p>
        <time>{verdict.receivedAt}</time> <code>{verdict.id}</code>
      </p>
      <VerdictView verdict={verdict} />
      {verdict.vendor === 'cloudmonitor' && <SignatureView id={verdict.id} />}
      <section>
        <h3>{texts.request}</h3>
        <pre>{visibleText(headers.join('\n'))}</pre>
        <pre class="body">{visibleText(request.body)}</pre>
      </section>
      <section>
        <h3>
          {texts.answer} {answer.status}
        </h3>
        <pre>{visibleText(indented(answer.body))}</pre>
      </section>
    </>
  );
}
