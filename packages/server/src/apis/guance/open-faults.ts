/** Tracks the faults that no event has closed yet, by event reference. */
import { isObject, type Json } from '@pushspec/contract';
import { DEFAULT_MAX_RECORDS, type Store, type StoredRecord } from '../../store/store.ts';

/** A fault of a monitor. An event that is not ok opens it, and an ok event with the same reference closes it. */
export interface MonitorFault {
  /** `df_event_id` of the event that opened it. */
  id: string;
  /** Seconds since 1970. */
  startedAt: number;
}

/** A fault that is still open. */
export interface OpenFault extends MonitorFault {
  /** `df_monitor_checker_event_ref`. */
  ref: string;
  /** The latest request for it. */
  requestId: string;
}

/** Facts stored with the verdict, to generate the event later and to restore open faults after a restart. */
export interface EventFacts {
  eventId: string;
  monitor: string;
  ref: string;
  /** The fault that the event opened, updated or closed; absent if there is none. */
  fault?: MonitorFault;
  /** Whether the fault is open after the event. */
  isOpen?: boolean;
}

/** An event that may open or close a fault. */
export interface Incoming {
  requestId: string;
  eventId: string;
  ref: string;
  status: string;
  /** Seconds since 1970. */
  date: number;
}

/** The open faults of a workspace. */
export interface OpenFaults {
  /** Records an event. Returns its fault, and whether that is now open. */
  note(event: Incoming): Pick<EventFacts, 'fault' | 'isOpen'>;
  /** Returns a function that undoes the next `note` of this reference. */
  undoOf(ref: string): () => void;
  /** Returns the open faults, least recently updated first. */
  list(): OpenFault[];
  clear(): void;
}

/** Records read at once after a start. */
const PAGE = 50;

interface Held extends OpenFault {
  /** Sequence number of the last update. */
  touched: number;
}

/** Restores the open faults from the records of a store. */
export async function openFaults(store: Pick<Store, 'list'>): Promise<OpenFaults> {
  const open = new Map<string, Held>();
  let touches = 0;
  /** The last key in `open`. */
  let newest: string | undefined;
  for (const [ref, fault] of await recorded(store)) open.set(ref, { ...fault, touched: touches++ });
  return {
    note({ requestId, eventId, ref, status, date }) {
      const before = open.get(ref);
      if (status === 'ok') {
        open.delete(ref);
        return before ? { fault: faultOf(before), isOpen: false } : {};
      }
      // The vendor does not publish what info does. Here it opens no fault and leaves an open one unchanged.
      if (status === 'info' && !before) return {};
      const fault = before ? faultOf(before) : { id: eventId, startedAt: date };
      // Avoids deletions: a `Map` reallocates after a few, and old tables live until a full garbage collection.
      if (ref !== newest) open.delete(ref);
      open.set(ref, { ...fault, ref, requestId, touched: touches++ });
      newest = ref;
      // As many faults are kept as records. The least recently updated ones are dropped first.
      for (const oldest of open.keys()) {
        if (open.size <= DEFAULT_MAX_RECORDS) break;
        open.delete(oldest);
      }
      return { fault, isOpen: true };
    },
    undoOf(ref) {
      const before = open.get(ref);
      return () => {
        newest = undefined;
        open.delete(ref);
        if (!before) return;
        open.set(ref, before);
        // Restores the order: the faults updated later follow it again.
        const later = [...open].filter(([, { touched }]) => touched > before.touched);
        for (const [other] of later) open.delete(other);
        for (const [other, fault] of later) open.set(other, fault);
      };
    },
    list: () => [...open.values()],
    clear: () => open.clear(),
  };
}

function faultOf({ id, startedAt }: MonitorFault): MonitorFault {
  return { id, startedAt };
}

/** Returns the open faults in the records. The newest record of a reference shows whether its fault is open. */
async function recorded(store: Pick<Store, 'list'>): Promise<[string, OpenFault][]> {
  const newest = new Map<string, OpenFault | undefined>();
  let page: StoredRecord[] = [];
  do {
    const before = page.at(-1)?.verdict.id;
    const next = before === undefined ? {} : { before };
    page = await store.list({ api: 'guance', outcome: 'accepted', limit: PAGE, ...next });
    for (const { verdict } of page) {
      const facts = eventFacts(verdict.facts);
      if (!facts || newest.has(facts.ref)) continue;
      const { ref, fault, isOpen } = facts;
      newest.set(ref, fault && isOpen ? { ...fault, ref, requestId: verdict.id } : undefined);
    }
  } while (page.length === PAGE);
  return [...newest].reverse().flatMap(([ref, fault]) => (fault ? [[ref, fault]] : []));
}

/** Reads the facts of an event, or returns `undefined` if no event was generated. */
export function eventFacts(facts: Json | undefined): EventFacts | undefined {
  return isObject(facts) && typeof facts.eventId === 'string' ? (facts as unknown as EventFacts) : undefined;
}
