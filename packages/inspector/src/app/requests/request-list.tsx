/** The list of requests, as a table, or with two lines per request if it is narrow. */
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Verdict } from '../admin/types.ts';
import { useLocale } from '../strings/locale.tsx';
import { RequestRow } from './request-row.tsx';

interface Props {
  list: readonly Verdict[];
  /** ID of the row that keys act on. */
  cursor: string | undefined;
  /** ID of the open request. */
  opened: string | undefined;
  isCompact: boolean;
  onMoveBy: (step: number) => void;
  onMoveTo: (index: number) => void;
  onOpen: (id: string) => void;
}

/** Row heights in CSS pixels. `requests.css` repeats them. */
const ROW_PX = { wide: 40, compact: 64 } as const;

const COLUMNS = ['time', 'outcome', 'status', 'api', 'title', 'items', 'size', 'target', 'reasons'] as const;

export function RequestList({ list, cursor, opened, isCompact, onMoveBy, onMoveTo, onOpen }: Props) {
  const { strings } = useLocale();
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = isCompact ? ROW_PX.compact : ROW_PX.wide;
  const virtualizer = useVirtualizer({ scroller, keys: list.map(({ id }) => id), rowHeight });
  const index = list.findIndex(({ id }) => id === cursor);
  useEffect(() => {
    if (index >= 0) virtualizer.scrollToIndex(index);
    // Only moving the cursor scrolls. A new request pushes the row down, but must not scroll the list.
  }, [cursor, isCompact, index >= 0]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const end = { Home: 0, End: list.length - 1 }[event.key];
    if (step === undefined && end === undefined) return;
    event.preventDefault();
    if (step !== undefined) onMoveBy(step);
    else if (end !== undefined) onMoveTo(end);
  };
  const rows = virtualizer.getVirtualItems();
  const isShown = rows.some((row) => row.index === index);
  return (
    <div class={`table ${isCompact ? 'compact' : 'wide'}`}>
      {!isCompact && (
        <div class="columns" aria-hidden="true">
          {COLUMNS.map((name) => (
            <span key={name} class={name}>
              {strings.columns[name]}
            </span>
          ))}
        </div>
      )}
      <div
        class="list"
        ref={scroller}
        role="listbox"
        tabIndex={0}
        aria-label={strings.views.requests}
        {...(isShown && { 'aria-activedescendant': `row-${cursor}` })}
        onKeyDown={onKeyDown}
      >
        <div class="rows" role="presentation" style={{ height: `${virtualizer.getTotalSize()}px` }}>
          {rows.map(({ index: at, start }) => {
            const verdict = list[at];
            return verdict ? (
              <RequestRow
                key={verdict.id}
                verdict={verdict}
                top={start}
                position={{ number: at + 1, total: list.length }}
                isCurrent={at === index}
                isOpened={verdict.id === opened}
                onOpen={onOpen}
              />
            ) : null;
          })}
        </div>
      </div>
    </div>
  );
}

interface RowsOptions {
  scroller: { current: HTMLDivElement | null };
  keys: readonly string[];
  /** Height of a row in CSS pixels. */
  rowHeight: number;
}

/** Renders only the visible rows. */
function useVirtualizer({ scroller, keys, rowHeight }: RowsOptions) {
  const [, render] = useState(0);
  const options = {
    count: keys.length,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (index: number) => keys[index] ?? index,
    getScrollElement: () => scroller.current,
    onChange: () => render((count) => count + 1),
    ...{ observeElementOffset, observeElementRect, scrollToFn: elementScroll },
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLDivElement, Element>(options));
  virtualizer.setOptions({ ...virtualizer.options, ...options });
  useEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  return virtualizer;
}
