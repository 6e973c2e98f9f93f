/** Converts between URLs of the inspector and routes: view, open request, filter and language. */
import { type Filter, NO_FILTER } from '../requests/filter.ts';

export const views = ['requests', 'try', 'plots', 'controls', 'open-faults'] as const;
export type View = (typeof views)[number];

/** The location in the inspector, as its URL states it. */
export interface Route {
  view: View;
  /** ID of the open request. */
  id: string | undefined;
  filter: Filter;
  /** Language in the URL, if it has one. */
  language: 'en' | 'zh' | undefined;
}

/** Path of the inspector on the server. */
export const BASE = '/inspector/';

/** Returns the route of a URL. An unknown view becomes the list of requests. */
export function readRoute({ pathname, search }: { pathname: string; search: string }): Route {
  const [name, id] = pathname.slice(BASE.length).split('/');
  const query = new URLSearchParams(search);
  const language = query.get('lang');
  const filter = Object.fromEntries(
    Object.keys(NO_FILTER).map((key) => [key, query.get(key) ?? '']),
  ) as unknown as Filter;
  return {
    view: views.find((view) => view === name) ?? 'requests',
    id: name === 'requests' && id ? decoded(id) : undefined,
    filter,
    language: language === 'en' || language === 'zh' ? language : undefined,
  };
}

/** Returns the path and query of a route. */
export function addressOf({ view, id, filter, language }: Route): string {
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== ''));
  if (language) query.set('lang', language);
  const path = id !== undefined ? `requests/${encodeURIComponent(id)}` : view === 'requests' ? '' : view;
  return `${BASE}${path}${query.size > 0 ? `?${query}` : ''}`;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
