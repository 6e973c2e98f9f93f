/** Logs problems that concern every event or request once, until it works again. */
import type { Ended } from './delivery/delivery.ts';

export interface ProblemLog {
  /** Logs the first event that was not delivered for a reason. */
  ended(end: Ended): void;
  /** Logs the first failure to store events. */
  notStored(error: unknown): void;
  /** Must be called when events were stored. */
  stored(): void;
}

export interface ProblemLogOptions {
  log: (line: string) => void;
  /** Returns milliseconds from any origin. @default performance.now */
  now?: () => number;
}

/** How often a reason may be logged if the vendor accepts some events and refuses others, in milliseconds. */
const PAUSE_MS = 60_000;

/** Maximum length of a vendor's message in a line. */
const MAX_MESSAGE = 500;

export function createProblemLog({ log, now = () => performance.now() }: ProblemLogOptions): ProblemLog {
  /** When each reason was last logged. */
  const logged = new Map<string, number>();
  /** Reasons that were logged since the last delivery. */
  const current = new Set<string>();
  let isFailing = false;
  return {
    ended({ end, reason = 'other', message = reason }) {
      if (end === 'delivered') return current.clear();
      const key = `${end} ${reason}`;
      const isRecent = now() - (logged.get(key) ?? Number.NEGATIVE_INFINITY) < PAUSE_MS;
      if (current.has(key) || isRecent) return;
      current.add(key);
      logged.set(key, now());
      const what = end === 'rejected' ? 'the vendor refused an event' : 'the relay gave up on an event';
      log(
        `warning: ${what} (${reason}): ${sentence(message)} It is in the list of rejected events. More events with this reason are not logged until one is delivered.`,
      );
    },
    notStored(error) {
      if (isFailing) return;
      isFailing = true;
      const { message } = error as Error;
      log(
        `error: events cannot be stored: ${sentence(message)} More failures are not logged until events can be stored again.`,
      );
    },
    stored() {
      if (isFailing) log('events can be stored again');
      isFailing = false;
    },
  };
}

/** Returns a message on one line, with a period at its end. */
function sentence(message: string): string {
  const line = message.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  const cut = line.length > MAX_MESSAGE ? `${line.slice(0, MAX_MESSAGE)}…` : line;
  return /[.!?…]$/.test(cut) ? cut : `${cut}.`;
}
