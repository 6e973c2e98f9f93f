/** The list and the open request, side by side, or on separate screens on a phone. */
import { useEffect, useState } from 'preact/hooks';
import { RequestDetail } from '../detail/request-detail.tsx';
import type { Navigation } from '../navigation/use-route.ts';
import { useLocale } from '../strings/locale.tsx';
import { isUnfiltered } from './filter.ts';
import { GettingStarted } from './getting-started.tsx';
import { RequestFilter } from './request-filter.tsx';
import { RequestList } from './request-list.tsx';
import { useCursor } from './use-cursor.ts';
import type { Requests } from './use-requests.ts';

interface Props {
  requests: Requests;
  navigation: Navigation;
}

export function RequestsView({ requests: { list, isLoaded, kept }, navigation: { route, go } }: Props) {
  const { strings } = useLocale();
  const isNarrow = useNarrow();
  const { id, filter } = route;
  const open = (next: string, options?: { replace?: boolean }) => go({ id: next }, options);
  const close = () => go({ id: undefined });
  const { cursor, moveBy, moveTo } = useCursor({ list, opened: id, open, close });
  if (isLoaded && kept === 0 && list.length === 0 && isUnfiltered(filter) && id === undefined)
    return <GettingStarted />;
  return (
    <div class={`requests ${id === undefined ? '' : 'with-detail'}`}>
      <section class="overview">
        <RequestFilter filter={filter} onChange={(next, replace) => go({ filter: next }, { replace })} />
        {isLoaded && list.length === 0 ? (
          <p class="notice">{strings.noMatch}</p>
        ) : (
          <RequestList
            list={list}
            cursor={cursor}
            opened={id}
            isCompact={isNarrow || id !== undefined}
            onMoveBy={moveBy}
            onMoveTo={moveTo}
            onOpen={open}
          />
        )}
        <footer class="list-footer">
          <span class="count">{isLoaded && strings.count(list.length, kept)}</span>
          <Keys />
        </footer>
      </section>
      {id !== undefined && <RequestDetail key={id} id={id} onSelect={open} onClose={close} />}
    </div>
  );
}

function Keys() {
  const { strings } = useLocale();
  return (
    <span class="keys">
      {strings.keys.map(([keys, meaning]) => (
        <span key={keys}>
          {keys.split(' ').map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{' '}
          {meaning}
        </span>
      ))}
    </span>
  );
}

/** The breakpoint in the style sheets. */
const NARROW = '(max-width: 60rem)';

/** Returns whether the window is too narrow for the columns of the list. */
function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const onChange = () => setNarrow(query.matches);
    query.addEventListener('change', onChange);
    return () => query.removeEventListener('change', onChange);
  }, []);
  return isNarrow;
}
