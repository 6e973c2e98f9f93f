/** The string to sign beside what the doctor found. */
import { useEffect, useState } from 'preact/hooks';
import { call } from '../admin/client.ts';
import type { SignatureReport } from '../admin/types.ts';
import { useSpeech } from '../text/language.tsx';
import { visibleText } from './visible-text.ts';

export function SignatureView({ id }: { id: string }) {
  const { texts } = useSpeech();
  const [report, setReport] = useState<SignatureReport>();
  useEffect(() => {
    const gone = new AbortController();
    setReport(undefined);
    const path = `/__admin/requests/${encodeURIComponent(id)}/signature`;
    call<SignatureReport>(path, { signal: gone.signal })
      .then(setReport)
      // The rest of the request is shown all the same.
      .catch(() => undefined);
    return () => gone.abort();
  }, [id]);
  if (!report) return null;
  return (
    <section class="signature">
      <h3>{texts.signature}</h3>
      <div class="beside">
        <div>
          <h4>{texts.stringToSign}</h4>
          <pre>{visibleText(report.stringToSign ?? texts.keyUnknown)}</pre>
        </div>
        <Finding report={report} />
      </div>
    </section>
  );
}

function Finding({ report }: { report: SignatureReport }) {
  const { texts } = useSpeech();
  const { signature, contentMd5, causes, difference } = report;
  const isWrong = signature === 'wrong' || contentMd5 === 'wrong';
  return (
    <div>
      <h4>{texts.finding}</h4>
      <p>
        {texts.signature}: {texts.checks[signature]}; Content-MD5: {texts.checks[contentMd5]}
      </p>
      {causes.map(({ code, cause, fix }) => (
        <p key={code}>
          {visibleText(cause)}. {visibleText(fix)}
        </p>
      ))}
      {isWrong && causes.length === 0 && <p>{texts.noCause}</p>}
      {difference && (
        <>
          <p>{texts.difference(difference.line, visibleText(difference.part))}</p>
          <pre>{visibleText(difference.server ?? '')}</pre>
          <p>{texts.callerSigned}</p>
          <pre>{visibleText(difference.caller ?? '')}</pre>
        </>
      )}
    </div>
  );
}
