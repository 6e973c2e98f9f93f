/** The result of each item. */
import type { Verdict } from '../admin/types.ts';
import { visibleText } from '../format/visible-text.ts';
import { useLocale } from '../strings/locale.tsx';
import { FindingView } from './finding-view.tsx';

/** Maximum number of items and findings shown. A body may have a hundred thousand. */
export const SHOWN_ITEMS = 100;

export function ItemsView({
  verdict: { api, items, outcome, itemCount = items.length },
}: {
  verdict: Verdict;
}) {
  const { strings } = useLocale();
  // A refusal applies to all items, and the diagnosis explains it.
  if (items.length === 0 || outcome === 'rejected') return null;
  const more = itemCount - Math.min(items.length, SHOWN_ITEMS);
  return (
    <section class="item-list">
      <h3>{strings.items(itemCount)}</h3>
      {items.slice(0, SHOWN_ITEMS).map(({ pointer, outcome: itemOutcome, transformed, result }) => (
        <details key={pointer}>
          <summary>
            {pointer === '' ? strings.item : <code>{visibleText(pointer)}</code>}{' '}
            <span class={`badge ${itemOutcome}`}>{strings.outcomes[itemOutcome]}</span>
          </summary>
          {transformed.map((finding, index) => (
            <FindingView key={`${finding.code} ${index}`} api={api} finding={finding} />
          ))}
          {result !== undefined && <pre>{visibleText(JSON.stringify(result, null, 2))}</pre>}
        </details>
      ))}
      {more > 0 && <p class="hint">{strings.moreItems(more)}</p>}
    </section>
  );
}
