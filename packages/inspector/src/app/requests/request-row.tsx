/** A row of the list: title, outcome and reasons of a request. */
import type { Finding, Verdict } from '../admin/types.ts';
import { size } from '../format/size.ts';
import { visibleText } from '../format/visible-text.ts';
import { useApiName, useLocale } from '../strings/locale.tsx';
import { sortedWarnings } from '../verdict/diagnosis.ts';
import { RequestTitle } from './request-title.tsx';

interface Props {
  verdict: Verdict;
  top: number;
  position: { number: number; total: number };
  /** Whether keys act on this row. */
  isCurrent: boolean;
  isOpened: boolean;
  onOpen: (id: string) => void;
}

export function RequestRow({ verdict, top, position, isCurrent, isOpened, onOpen }: Props) {
  const { strings } = useLocale();
  const nameOf = useApiName();
  const { id, receivedAt, api, outcome, status, reasons, warnings, summary, notShown } = verdict;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for its rows.
    <div
      class={`row ${isCurrent ? 'current' : ''}`}
      id={`row-${id}`}
      role="option"
      tabIndex={-1}
      aria-selected={isOpened}
      aria-posinset={position.number}
      aria-setsize={position.total}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(id)}
    >
      <time class="time" dateTime={receivedAt} title={receivedAt}>
        {clockTime(receivedAt)}
      </time>
      <span class="outcome">
        <span class={`badge ${outcome}`}>{strings.outcomes[outcome]}</span>
      </span>
      <span class="status">{status}</span>
      <span class="api">{nameOf(api)}</span>
      <span class="title">
        <RequestTitle summary={summary} />
        {notShown !== undefined && <em title={visibleText(notShown)}>{strings.notShown}</em>}
      </span>
      <span class="items">{summary?.items?.toLocaleString()}</span>
      <span class="size">{summary && size(summary.bytes)}</span>
      <span class="target" title={summary && visibleText(summary.target)}>
        {summary && visibleText(summary.target)}
      </span>
      <span class="reasons">
        <Codes reasons={reasons} advice={sortedWarnings(warnings).advice} />
      </span>
    </div>
  );
}

interface CodesProps {
  reasons: readonly Finding[];
  advice: readonly Finding[];
}

/** The first code, which is a reason if there is one, and the number of others. */
function Codes({ reasons, advice }: CodesProps) {
  const { strings } = useLocale();
  const codes = [...new Set([...reasons, ...advice].map(({ code }) => code))];
  const [first] = codes;
  if (first === undefined) return null;
  return (
    <>
      <code class={reasons.length > 0 ? 'reason' : 'advice'}>{visibleText(first)}</code>
      {codes.length > 1 && (
        <span class="more" title={codes.slice(1).map(visibleText).join(', ')}>
          {strings.more(codes.length - 1)}
        </span>
      )}
    </>
  );
}

/** Returns the time of day in UTC, as in the server's log. */
function clockTime(receivedAt: string): string {
  return receivedAt.slice(11, 19);
}
