/** The faults that no event has closed yet, by event reference. */
import { isObject, type Json } from '@pushspec/contract';
import type { Store, StoredRecord } from '../../store/store.ts';

/** A fault: what an event that is not ok opens, and an ok with the same reference closes. */
export interface Fault {
  /** `df_event_id` of the event that opened it. */
  id: string;
  /** Seconds since 1970. */
  startedAt: number;
}

export interface OpenFault extends Fault {
  /** `df_monitor_checker_event_ref`. */
  ref: string;
  /** The request that came last for it. */
  requestId: string;
}

/** What is remembered of an event with its verdict: enough to write the event out later, and to know the faults after a restart. */
export interface EventFacts {
  eventId: string;
  monitor: string;
  ref: string;
  /** The fault that the event opened, belongs to or closed; absent where there is none. */
  fault?: Fault;
  /** Whether the fault is open after the event. */
  isOpen?: boolean;
}

export interface Incoming {
  requestId: string;
  eventId: string;
  ref: string;
  status: string;
  /** Seconds since 1970. */
  date: number;
}

export interface OpenFaults {
  /** Takes note of an event. Returns its fault, and whether that is open now. */
  note(event: Incoming): Pick<EventFacts, 'fault' | 'isOpen'>;
  /** What takes the next note of this reference back. */
  undoOf(ref: string): () => void;
  /** The longest untouched first. */
  list(): OpenFault[];
  clear(): void;
}

/** As many as a store keeps requests by default; the longest untouched are forgotten first. */
const MOST = 10_000;

/** Records read at once after a start. */
const PAGE = 50;

interface Held extends OpenFault {
  /** Greater than that of every fault touched before. */
  touched: number;
}

/** The faults that the records of a store leave open. */
export async function openFaults(store: Pick<Store, 'list'>): Promise<OpenFaults> {
  const open = new Map<string, Held>();
  let touches = 0;
  for (const [ref, fault] of await recorded(store)) open.set(ref, { ...fault, touched: touches++ });
  return {
    note({ requestId, eventId, ref, status, date }) {
      const before = open.get(ref);
      if (status === 'ok') {
        open.delete(ref);
        return before ? { fault: faultOf(before), isOpen: false } : {};
      }
      // Whether info opens a fault is not published: it opens none, and leaves an open one as it is.
      if (status === 'info' && !before) return {};
      const fault = before ? faultOf(before) : { id: eventId, startedAt: date };
      open.delete(ref);
      open.set(ref, { ...fault, ref, requestId, touched: touches++ });
      for (const oldest of open.keys()) {
        if (open.size <= MOST) break;
        open.delete(oldest);
      }
      return { fault, isOpen: true };
    },
    undoOf(ref) {
      const before = open.get(ref);
      return () => {
        open.delete(ref);
        if (!before) return;
        open.set(ref, before);
        // It goes back to its place: the faults touched after it follow it again.
        const later = [...open].filter(([, { touched }]) => touched > before.touched);
        for (const [other] of later) open.delete(other);
        for (const [other, fault] of later) open.set(other, fault);
      };
    },
    list: () => [...open.values()],
    clear: () => open.clear(),
  };
}

function faultOf({ id, startedAt }: Fault): Fault {
  return { id, startedAt };
}

/** The newest record of each reference says whether its fault is open. */
async function recorded(store: Pick<Store, 'list'>): Promise<[string, OpenFault][]> {
  const newest = new Map<string, OpenFault | undefined>();
  let page: StoredRecord[] = [];
  do {
    const before = page.at(-1)?.verdict.id;
    const next = before === undefined ? {} : { before };
    page = await store.list({ vendor: 'guance', outcome: 'accepted', limit: PAGE, ...next });
    for (const { verdict } of page) {
      const facts = eventFacts(verdict.facts);
      if (!facts || newest.has(facts.ref)) continue;
      const { ref, fault, isOpen } = facts;
      newest.set(ref, fault && isOpen ? { ...fault, ref, requestId: verdict.id } : undefined);
    }
  } while (page.length === PAGE);
  return [...newest].reverse().flatMap(([ref, fault]) => (fault ? [[ref, fault]] : []));
}

/** What was remembered of an event; undefined where no event was made. */
export function eventFacts(facts: Json | undefined): EventFacts | undefined {
  return isObject(facts) && typeof facts.eventId === 'string' ? (facts as unknown as EventFacts) : undefined;
}
