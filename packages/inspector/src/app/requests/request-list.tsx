/** The list: only the rows in sight are in the page. */
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Verdict } from '../admin/types.ts';
import { useSpeech } from '../text/language.tsx';
import { visibleText } from '../verdict/visible-text.ts';

interface Props {
  list: readonly Verdict[];
  selected: string | undefined;
  onSelect: (id: string) => void;
}

/** Of a row, in CSS pixels; app.css has the same. */
const ROW_PX = 48;

export function RequestList({ list, selected, onSelect }: Props) {
  const { texts } = useSpeech();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer(scroller, list);
  const index = list.findIndex(({ id }) => id === selected);
  const go = (event: KeyboardEvent) => {
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: list.length - 1 }[event.key];
    const verdict = to === undefined ? undefined : list[Math.max(0, Math.min(to, list.length - 1))];
    if (to === undefined || !verdict) return;
    event.preventDefault();
    onSelect(verdict.id);
    virtualizer.scrollToIndex(list.indexOf(verdict));
  };
  const rows = virtualizer.getVirtualItems();
  const isShown = rows.some((row) => row.index === index);
  return (
    <div
      class="list"
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={texts.requests}
      {...(isShown && { 'aria-activedescendant': `row-${selected}` })}
      onKeyDown={go}
    >
      <div class="rows" role="presentation" style={{ height: `${virtualizer.getTotalSize()}px` }}>
        {rows.map(({ index: at, start }) => {
          const verdict = list[at];
          return verdict ? (
            <Row
              key={verdict.id}
              verdict={verdict}
              top={start}
              place={{ at: at + 1, of: list.length }}
              isSelected={at === index}
              onSelect={onSelect}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}

interface RowProps {
  verdict: Verdict;
  top: number;
  place: { at: number; of: number };
  isSelected: boolean;
  onSelect: (id: string) => void;
}

function Row({ verdict, top, place, isSelected, onSelect }: RowProps) {
  const { texts } = useSpeech();
  const { id, receivedAt, vendor, outcome, status, reasons, warnings, notShown } = verdict;
  const codes = [...reasons, ...warnings].map(({ code }) => code).join(' ');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for its rows.
    <div
      class="row"
      id={`row-${id}`}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-posinset={place.at}
      aria-setsize={place.of}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onSelect(id)}
    >
      <time>{receivedAt.slice(11, 19)}</time>
      <span class={`outcome ${outcome}`}>{texts.outcomes[outcome]}</span>
      <span>{status}</span>
      <span>{texts.vendors[vendor]}</span>
      <code>{visibleText(codes)}</code>
      {notShown !== undefined && <em title={visibleText(notShown)}>{texts.notShown}</em>}
    </div>
  );
}

function useVirtualizer(scroller: { current: HTMLDivElement | null }, list: readonly Verdict[]) {
  const [, render] = useState(0);
  const [virtualizer] = useState(
    () =>
      new Virtualizer<HTMLDivElement, Element>({
        ...optionsOf(list),
        getScrollElement: () => scroller.current,
        onChange: () => render((count) => count + 1),
      }),
  );
  virtualizer.setOptions({
    ...virtualizer.options,
    ...optionsOf(list),
    getScrollElement: () => scroller.current,
    onChange: () => render((count) => count + 1),
  });
  useEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return virtualizer;
}

function optionsOf(list: readonly Verdict[]) {
  return {
    count: list.length,
    estimateSize: () => ROW_PX,
    overscan: 8,
    getItemKey: (index: number) => list[index]?.id ?? index,
    observeElementOffset,
    observeElementRect,
    scrollToFn: elementScroll,
  };
}
