/** The requests that pass a filter, newest first, as they arrive. */
import { useEffect, useState } from 'preact/hooks';
import { AdminFailure, call, open } from '../admin/client.ts';
import { createEventReader } from '../admin/event-stream.ts';
import type { Verdict } from '../admin/types.ts';
import { type Filter, passes, queryOf } from './filter.ts';

interface Page {
  requests: Verdict[];
  kept: number;
  next: string | null;
}

export interface Requests {
  list: readonly Verdict[];
  kept: number;
  isLive: boolean;
  needsToken: boolean;
}

const MOST = 10_000;
const PAGE = '500';
const SETTLE_MS = 250;
const RETRY_MS = 1000;
const UNAUTHORIZED = 401;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** `round` starts anew, such as after a reset or with a token. */
export function useRequests(filter: Filter, round: number): Requests {
  const [state, setState] = useState<Requests>({ list: [], kept: 0, isLive: false, needsToken: false });
  const { vendor, outcome, reason, text } = filter;
  useEffect(() => {
    const gone = new AbortController();
    const change = (part: (now: Requests) => Partial<Requests>) =>
      !gone.signal.aborted && setState((now) => ({ ...now, ...part(now) }));
    follow({ vendor, outcome, reason, text }, gone.signal, change).catch((error: unknown) => {
      const needsToken = error instanceof AdminFailure && error.status === UNAUTHORIZED;
      change(() => ({ isLive: false, needsToken }));
    });
    return () => gone.abort();
  }, [vendor, outcome, reason, text, round]);
  return state;
}

type Change = (part: (now: Requests) => Partial<Requests>) => void;

async function follow(filter: Filter, signal: AbortSignal, change: Change): Promise<void> {
  // Who types is not asked for every letter.
  await wait(SETTLE_MS);
  let isLoaded = false;
  for (let lastId: string | undefined; !signal.aborted; await wait(RETRY_MS)) {
    const connection = new AbortController();
    try {
      // Listening starts first, so that nothing falls between the list and what is told.
      const stream = await open('/__admin/events', {
        signal: AbortSignal.any([signal, connection.signal]),
        ...(lastId !== undefined && { headers: { 'last-event-id': lastId } }),
      });
      if (!isLoaded) await load(filter, signal, change);
      isLoaded = true;
      change(() => ({ isLive: true, needsToken: false }));
      await listen(stream, async (verdicts) => {
        lastId = verdicts.at(-1)?.id;
        if (filter.text !== '') await load(filter, signal, change);
        else change((now) => withNews(now, verdicts, filter));
      });
    } catch (error) {
      if (signal.aborted || (error instanceof AdminFailure && error.status === UNAUTHORIZED)) throw error;
      // Any other refusal may be over the next time; what the list has missed until then is loaded again.
      isLoaded = false;
    } finally {
      // The server allows so many readers only.
      connection.abort();
    }
    change(() => ({ isLive: false }));
  }
}

function withNews({ list, kept }: Requests, verdicts: Verdict[], filter: Filter): Partial<Requests> {
  const known = new Set(list.slice(0, 1000).map(({ id }) => id));
  const fresh = verdicts.filter(({ id }) => !known.has(id));
  const shown = fresh.filter((verdict) => passes(filter, verdict)).reverse();
  return { list: [...shown, ...list].slice(0, MOST), kept: kept + fresh.length };
}

async function load(filter: Filter, signal: AbortSignal, change: Change): Promise<void> {
  const query = queryOf(filter);
  query.set('limit', PAGE);
  const list: Verdict[] = [];
  for (let next: string | null = `/__admin/requests?${query}`; next !== null && list.length < MOST; ) {
    const page: Page = await call<Page>(next, { signal });
    list.push(...page.requests);
    next = page.next;
    const shown = [...list];
    change(() => ({ list: shown, kept: page.kept }));
  }
}

/** Resolves when the stream ends. All events that come in one piece are told at once. */
async function listen(stream: Response, tell: (verdicts: Verdict[]) => Promise<void>): Promise<void> {
  const read = createEventReader();
  const decoder = new TextDecoder();
  const reader = stream.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const events = read(decoder.decode(part.value, { stream: true }));
    if (events.length > 0) await tell(events.map(({ data }) => JSON.parse(data) as Verdict));
  }
}
