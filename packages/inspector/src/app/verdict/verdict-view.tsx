/** What became of a request and why; knows nothing of where the verdict comes from. */
import { referenceAddress } from '@pushspec/contract/addresses';
import type { Finding, Verdict } from '../admin/types.ts';
import { useSpeech } from '../text/language.tsx';
import { FindingView } from './finding-view.tsx';
import { visibleText } from './visible-text.ts';

/** Items shown at once: a body may hold a hundred thousand. */
const SHOWN_ITEMS = 100;

export function VerdictView({ verdict }: { verdict: Verdict }) {
  const { language, texts } = useSpeech();
  const { outcome, status, vendor, reasons, warnings, notShown } = verdict;
  return (
    <>
      <p>
        <span class={`outcome ${outcome}`}>{texts.outcomes[outcome]}</span> {status} {texts.vendors[vendor]}{' '}
        <a href={referenceAddress(vendor, language)}>{texts.reference}</a>
      </p>
      {notShown !== undefined && (
        <p>
          {texts.notShown}: {visibleText(notShown)}
        </p>
      )}
      <Findings title={texts.reasons} verdict={verdict} findings={reasons} />
      <Findings title={texts.warnings} verdict={verdict} findings={warnings} />
      <Items verdict={verdict} />
    </>
  );
}

interface FindingsProps {
  title: string;
  verdict: Verdict;
  findings: readonly Finding[];
}

function Findings({ title, verdict: { vendor }, findings }: FindingsProps) {
  if (findings.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      {findings.slice(0, SHOWN_ITEMS).map((finding, index) => (
        <FindingView key={`${finding.code} ${index}`} vendor={vendor} finding={finding} />
      ))}
    </section>
  );
}

function Items({ verdict: { vendor, items, itemCount = items.length } }: { verdict: Verdict }) {
  const { texts } = useSpeech();
  if (items.length === 0) return null;
  const more = itemCount - Math.min(items.length, SHOWN_ITEMS);
  return (
    <section>
      <h3>
        {texts.items} ({itemCount})
      </h3>
      {items.slice(0, SHOWN_ITEMS).map(({ pointer, outcome, transformed, result }) => (
        <details key={pointer}>
          <summary>
            {texts.item} <code>{visibleText(pointer) || '/'}</code>{' '}
            <span class={`outcome ${outcome}`}>{texts.outcomes[outcome]}</span>
          </summary>
          {transformed.map((finding, index) => (
            <FindingView key={`${finding.code} ${index}`} vendor={vendor} finding={finding} />
          ))}
          {result !== undefined && <pre>{visibleText(JSON.stringify(result, null, 2))}</pre>}
        </details>
      ))}
      {more > 0 && <p>{texts.moreItems(more)}</p>}
    </section>
  );
}
