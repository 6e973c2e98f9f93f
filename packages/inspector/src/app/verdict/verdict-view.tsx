/** The outcome of a request: problems with their fixes, warnings and items. */
import { useMemo } from 'preact/hooks';
import type { Finding, Verdict } from '../admin/types.ts';
import { valueAt } from '../format/value-at.ts';
import { visibleText } from '../format/visible-text.ts';
import { useLocale } from '../strings/locale.tsx';
import { sortedWarnings } from './diagnosis.ts';
import { type FindingPart, FindingView } from './finding-view.tsx';
import { ItemsView, SHOWN_ITEMS } from './items-view.tsx';
import { SignatureView } from './signature-view.tsx';

interface Props {
  verdict: Verdict;
  /** The request body, to show the invalid values. */
  body: string;
}

export function VerdictView({ verdict, body }: Props) {
  const { strings, facts } = useLocale();
  const { id, api, outcome, reasons, warnings, notShown, summary } = verdict;
  const { diagnoses, advice } = sortedWarnings(warnings);
  return (
    <>
      {notShown !== undefined && (
        <p class="notice">
          {strings.notShown}: {visibleText(notShown)}
        </p>
      )}
      <section class={`diagnosis ${outcome}`}>
        {reasons.length === 0 ? (
          <p class="summary">
            {strings.noProblem(summary?.items ?? verdict.items.length, advice.length > 0)}
          </p>
        ) : (
          <h3>{strings.problems(reasons.length)}</h3>
        )}
        {outcome === 'ignored' && <p class="summary">{strings.ignoredLead}</p>}
        <Findings
          verdict={verdict}
          findings={reasons}
          body={body}
          part={diagnoses.length > 0 ? 'explained' : 'plain'}
        />
        <Findings verdict={verdict} findings={diagnoses} body={body} part="diagnosis" />
        {facts[api]?.isSigned && <SignatureView id={id} knownFixes={diagnoses.map(({ fix }) => fix)} />}
      </section>
      {advice.length > 0 && (
        <section class="warnings">
          <h3>{strings.warnings(advice.length)}</h3>
          <Findings verdict={verdict} findings={advice} body={body} />
        </section>
      )}
      <ItemsView verdict={verdict} />
    </>
  );
}

interface FindingsProps extends Props {
  findings: readonly Finding[];
  /** How to show the first finding with a code. @default 'plain' */
  part?: FindingPart;
}

function Findings({ verdict: { api }, findings, body, part = 'plain' }: FindingsProps) {
  const shown = findings.slice(0, SHOWN_ITEMS);
  const values = useMemo(
    () => shown.map(({ pointer }) => (pointer ? valueAt(body, pointer) : undefined)),
    [body, findings],
  );
  return (
    <>
      {shown.map((finding, index) => (
        <FindingView
          key={`${finding.code} ${index}`}
          api={api}
          finding={finding}
          received={values[index]}
          part={shown.findIndex(({ code }) => code === finding.code) === index ? part : 'repeated'}
        />
      ))}
    </>
  );
}
