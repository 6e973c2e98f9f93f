/** The signature of a request: the mistake, and both strings to sign side by side. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { call } from '../admin/client.ts';
import type { SignatureReport } from '../admin/types.ts';
import { diffStrings, type Part } from '../format/string-diff.ts';
import { visibleText } from '../format/visible-text.ts';
import { useLocale } from '../strings/locale.tsx';

interface Props {
  id: string;
  /** Fixes that the page already shows. */
  knownFixes: readonly string[];
}

export function SignatureView({ id, knownFixes }: Props) {
  const [report, setReport] = useState<SignatureReport>();
  useEffect(() => {
    const unmounted = new AbortController();
    setReport(undefined);
    const path = `/__admin/requests/${encodeURIComponent(id)}/signature`;
    call<SignatureReport>(path, { signal: unmounted.signal })
      .then(setReport)
      // Without the report, the page still shows the rest of the request.
      .catch(() => undefined);
    return () => unmounted.abort();
  }, [id]);
  if (!report) return null;
  const isRight = report.signature === 'right' && (report.digest?.check ?? 'right') === 'right';
  return isRight ? <Right report={report} /> : <Wrong report={report} knownFixes={knownFixes} />;
}

function Right({ report: { stringToSign, canonicalRequest } }: { report: SignatureReport }) {
  const { strings } = useLocale();
  return (
    <details class="signature">
      <summary>
        {strings.signature}: {strings.checks.right}
      </summary>
      <h4>{strings.stringToSign}</h4>
      <pre>{visibleText(stringToSign ?? strings.keyUnknown)}</pre>
      {canonicalRequest !== undefined && (
        <>
          <h4>{strings.canonicalRequest}</h4>
          <pre>{visibleText(canonicalRequest)}</pre>
        </>
      )}
    </details>
  );
}

function Wrong({ report, knownFixes }: Pick<Props, 'knownFixes'> & { report: SignatureReport }) {
  const { strings } = useLocale();
  const { signature, digest, causes, stringToSign, canonicalRequest, callerString } = report;
  // The digest in a string to sign says nothing: what was hashed is compared.
  const expected = canonicalRequest ?? stringToSign;
  return (
    <div class="signature">
      <p class="checks">
        {strings.signature}: <b>{strings.checks[signature]}</b>
        {digest && (
          <>
            {' '}
            · {digest.header}: <b>{strings.checks[digest.check]}</b>
          </>
        )}
      </p>
      {causes
        .filter(({ fix }) => !knownFixes.includes(fix))
        .map(({ code, cause, fix }) => (
          <div key={code} class="finding rejected" lang="en">
            <p class="what">
              <strong>{visibleText(sentence(cause))}</strong>
            </p>
            <p class="fix">
              <b>{strings.fix}</b> {visibleText(fix)}
            </p>
          </div>
        ))}
      {causes.length === 0 && <p>{strings.noCause}</p>}
      {expected === undefined && <p>{strings.keyUnknown}</p>}
      {expected !== undefined && callerString === undefined && (
        <>
          <h4>{canonicalRequest === undefined ? strings.shouldSign : strings.shouldHash}</h4>
          <pre>{visibleText(expected)}</pre>
        </>
      )}
      {expected !== undefined && callerString !== undefined && (
        <>
          <TwoStrings
            left={{
              title: canonicalRequest === undefined ? strings.shouldSign : strings.shouldHash,
              text: expected,
            }}
            right={{
              title: canonicalRequest === undefined ? strings.didSign : strings.didHash,
              text: callerString,
            }}
          />
          <p class="hint">{strings.showLineFeed}</p>
        </>
      )}
    </div>
  );
}

/** Turns the doctor's clause into a sentence. */
function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}

interface Titled {
  title: string;
  text: string;
}

/** Shows two strings side by side and marks the characters in which they differ. */
function TwoStrings({ left, right }: { left: Titled; right: Titled }) {
  const parts = useMemo(() => diffStrings(left.text, right.text), [left.text, right.text]);
  return (
    <div class="beside">
      <Side title={left.title} parts={parts.left} kind="expected" />
      <Side title={right.title} parts={parts.right} kind="actual" />
    </div>
  );
}

function Side({ title, parts, kind }: { title: string; parts: readonly Part[]; kind: string }) {
  return (
    <div>
      <h4>{title}</h4>
      <pre class={kind}>
        {parts.map(({ text, isDifferent }, index) =>
          isDifferent ? <mark key={index}>{marked(text)}</mark> : visibleText(text),
        )}
      </pre>
    </div>
  );
}

/** Makes line feeds and spaces visible, because a mark around them would be hard to see. */
function marked(text: string): string {
  return visibleText(text).replaceAll('\n', '↵\n').replaceAll(' ', '·');
}
