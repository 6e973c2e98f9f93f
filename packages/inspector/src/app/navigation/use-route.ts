/** Keeps the current route in the address bar, so that Back, reload and copied links work. */
import { useEffect, useState } from 'preact/hooks';
import { addressOf, type Route, readRoute } from './route.ts';

/** The current route, and a function to change it. */
export interface Navigation {
  route: Route;
  /** Navigates. With `replace`, adds no history entry, such as for each letter of a search. */
  go(change: Partial<Route>, options?: { replace?: boolean }): void;
}

/** Returns the current route and follows the history of the browser. */
export function useRoute(): Navigation {
  const [route, setRoute] = useState(() => readRoute(location));
  useEffect(() => {
    const onBack = () => setRoute(readRoute(location));
    addEventListener('popstate', onBack);
    return () => removeEventListener('popstate', onBack);
  }, []);
  return {
    route,
    go(change, { replace = false } = {}) {
      // Starts from the current URL, because one event may cause two changes.
      const next = { ...readRoute(location), ...change };
      const address = addressOf(next);
      if (address === location.pathname + location.search) return;
      history[replace ? 'replaceState' : 'pushState'](null, '', address);
      setRoute(next);
    },
  };
}

/** Returns whether a click on a link opens a new tab or window, which the browser handles. */
export function opensNewTab(event: MouseEvent): boolean {
  return event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}
