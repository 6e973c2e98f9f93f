/** Loads the requests that match a filter, newest first, and follows new ones. */
import { createParser } from 'eventsource-parser';
import { useEffect, useState } from 'preact/hooks';
import { AdminError, call, open } from '../admin/client.ts';
import type { Verdict } from '../admin/types.ts';
import { type Filter, matches, queryOf } from './filter.ts';

interface Page {
  requests: Verdict[];
  kept: number;
  next: string | null;
}

/** The listed requests and the state of the connection. */
export interface Requests {
  list: readonly Verdict[];
  /** Whether the first page has loaded. */
  isLoaded: boolean;
  kept: number;
  isLive: boolean;
  needsToken: boolean;
}

/** Maximum number of listed requests. */
const MAX_REQUESTS = 10_000;
const PAGE_SIZE = '500';
/** Wait after the last keystroke. */
const SETTLE_MS = 250;
const RETRY_MS = 1000;
const UNAUTHORIZED = 401;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Follows the requests that match a filter. A new value of `reloads` loads them again, such as after a reset. */
export function useRequests(filter: Filter, reloads: number): Requests {
  const [state, setState] = useState<Requests>({
    list: [],
    isLoaded: false,
    kept: 0,
    isLive: false,
    needsToken: false,
  });
  const { api, outcome, reason, text, sandbox } = filter;
  useEffect(() => {
    const unmounted = new AbortController();
    const change = (part: (now: Requests) => Partial<Requests>) =>
      !unmounted.signal.aborted && setState((now) => ({ ...now, ...part(now) }));
    follow({ api, outcome, reason, text, sandbox }, unmounted.signal, change).catch((error: unknown) => {
      const needsToken = error instanceof AdminError && error.status === UNAUTHORIZED;
      change(() => ({ isLive: false, needsToken }));
    });
    return () => unmounted.abort();
  }, [api, outcome, reason, text, sandbox, reloads]);
  return state;
}

type Change = (part: (now: Requests) => Partial<Requests>) => void;

async function follow(filter: Filter, signal: AbortSignal, change: Change): Promise<void> {
  // Waits until the reader has stopped typing.
  await wait(SETTLE_MS);
  let isLoaded = false;
  for (let lastId: string | undefined; !signal.aborted; await wait(RETRY_MS)) {
    const connection = new AbortController();
    try {
      // Opens the stream before loading the list, so that no request is missed in between.
      const stream = await open(eventsOf(filter), {
        signal: AbortSignal.any([signal, connection.signal]),
        ...(lastId !== undefined && { headers: { 'last-event-id': lastId } }),
      });
      if (!isLoaded) await load(filter, signal, change);
      isLoaded = true;
      change(() => ({ isLive: true, needsToken: false }));
      await listen(stream, async (verdicts) => {
        lastId = verdicts.at(-1)?.id;
        if (filter.text !== '') await load(filter, signal, change);
        else change((now) => withNew(now, verdicts, filter));
      });
    } catch (error) {
      if (signal.aborted || (error instanceof AdminError && error.status === UNAUTHORIZED)) throw error;
      // Any other failure may be temporary. The next attempt reloads the list, because it may have missed requests.
      isLoaded = false;
    } finally {
      // Frees the stream, because the server limits their number.
      connection.abort();
    }
    change(() => ({ isLive: false }));
  }
}

/** Returns the path of the event stream, limited to the selected sandbox. */
function eventsOf({ sandbox }: Filter): string {
  return `/__admin/events${sandbox === '' ? '' : `?${new URLSearchParams({ sandbox })}`}`;
}

function withNew({ list, kept }: Requests, verdicts: Verdict[], filter: Filter): Partial<Requests> {
  const known = new Set(list.slice(0, 1000).map(({ id }) => id));
  const fresh = verdicts.filter(({ id }) => !known.has(id));
  const shown = fresh.filter((verdict) => matches(filter, verdict)).reverse();
  return { list: [...shown, ...list].slice(0, MAX_REQUESTS), kept: kept + fresh.length };
}

async function load(filter: Filter, signal: AbortSignal, change: Change): Promise<void> {
  const query = queryOf(filter);
  query.set('limit', PAGE_SIZE);
  const list: Verdict[] = [];
  for (
    let next: string | null = `/__admin/requests?${query}`;
    next !== null && list.length < MAX_REQUESTS;
  ) {
    const page: Page = await call<Page>(next, { signal });
    list.push(...page.requests);
    next = page.next;
    const shown = [...list];
    change(() => ({ list: shown, isLoaded: true, kept: page.kept }));
  }
}

/** Reads a stream until it ends. Passes on events that arrive in one chunk together. */
async function listen(stream: Response, onVerdicts: (verdicts: Verdict[]) => Promise<void>): Promise<void> {
  let verdicts: Verdict[] = [];
  const parser = createParser({ onEvent: ({ data }) => verdicts.push(JSON.parse(data)) });
  const decoder = new TextDecoder();
  const reader = stream.body?.getReader();
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    verdicts = [];
    parser.feed(decoder.decode(chunk.value, { stream: true }));
    if (verdicts.length > 0) await onVerdicts(verdicts);
  }
}
