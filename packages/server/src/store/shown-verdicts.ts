/** Computes masked verdicts for lists and for single records, and caches those for lists. A record that cannot be read never fails a list. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RequestMask } from '../mask.ts';
import type { ItemLimits } from '../pipeline/interpretation.ts';
import type { Finding, Verdict } from '../pipeline/verdict.ts';
import type { StoredRecord } from './store.ts';

/** Limits of a single verdict. The largest body that a contract allows fits. */
const RECORD: ItemLimits = { items: Number.POSITIVE_INFINITY, characters: 32 * 1024 * 1024 };

/** Limits of each verdict in a list. */
const ROW: ItemLimits = { items: 10, characters: 64 * 1024 };

/** Characters of a message or a pointer in a list. */
const MAX_CHARACTERS = 1000;

/** Number of cached summaries, of at most 64 KB each. */
const MAX_CACHED = 1000;

/** Bytes of bodies after which other requests are processed. */
const TURN_BYTES = 256 * 1024;

/** Masked verdicts for the admin API and tests. */
export interface ShownVerdicts {
  /** Returns the whole verdict of a record, masked. Never throws: the verdict says if a record cannot be read. */
  whole(record: StoredRecord): Verdict;
  /** Returns the verdict for a list: its first items without large values. Never throws. */
  row(record: StoredRecord): Verdict;
  /** Returns the rows of many records, and lets other requests run in between. */
  rows(records: readonly StoredRecord[]): Promise<Verdict[]>;
  /** Clears the cache after the configuration or secrets change. */
  clear(): void;
}

export interface ShownVerdictsOptions {
  read: (record: StoredRecord, limits: ItemLimits) => Verdict;
  maskOf: (record: StoredRecord) => RequestMask;
  onError: (error: unknown) => void;
}

/** Creates the cache of shown verdicts. */
export function createShownVerdicts({ read, maskOf, onError }: ShownVerdictsOptions): ShownVerdicts {
  const kept = new Map<string, Verdict>();
  const safely = (record: StoredRecord, show: () => Verdict): Verdict => {
    try {
      return checked(show());
    } catch (error) {
      onError(error);
      return withoutRequest(record);
    }
  };
  const masked = (record: StoredRecord, { notShown, ...verdict }: Verdict): Verdict => ({
    ...maskOf(record).verdict(verdict),
    ...(notShown !== undefined && { notShown }),
  });
  const row = (record: StoredRecord): Verdict => {
    const { id } = record.verdict;
    const known = kept.get(id);
    if (known) return known;
    const made = safely(record, () => truncated(masked(record, withoutLargeItems(read(record, ROW)))));
    if (kept.size >= MAX_CACHED) kept.delete(kept.keys().next().value as string);
    kept.set(id, made);
    return made;
  };
  return {
    row,
    whole: (record) => safely(record, () => masked(record, withItemNote(read(record, RECORD)))),
    async rows(records) {
      const made: Verdict[] = [];
      let bytes = 0;
      for (const record of records) {
        made.push(row(record));
        bytes += record.request.body.byteLength;
        if (bytes < TURN_BYTES) continue;
        bytes = 0;
        await nextTurn();
      }
      return made;
    },
    clear: () => kept.clear(),
  };
}

/** Returns the verdict, with a note if it does not have all items. */
function withItemNote(verdict: Verdict): Verdict {
  const { items, itemCount } = verdict;
  if (itemCount === undefined) return verdict;
  return { ...verdict, notShown: `only the first ${items.length} of ${itemCount} items fit into a response` };
}

/** Returns the verdict without the results of its items if it is too large for a list. */
function withoutLargeItems(verdict: Verdict): Verdict {
  const { id, items } = verdict;
  if (JSON.stringify(items).length <= ROW.characters) return verdict;
  return {
    ...verdict,
    items: items.map(({ pointer, outcome }) => ({ pointer, outcome, transformed: [] })),
    notShown: `the items are too large for a list: GET /__admin/requests/${id} shows them`,
  };
}

/** Truncates after masking, because masking would not find the beginning of a secret. */
function truncated(verdict: Verdict): Verdict {
  const cut = (value: string) =>
    value.length > MAX_CHARACTERS ? `${value.slice(0, MAX_CHARACTERS)}…` : value;
  const short = (finding: Finding): Finding => ({
    ...finding,
    message: cut(finding.message),
    ...(finding.pointer !== undefined && { pointer: cut(finding.pointer) }),
  });
  return {
    ...verdict,
    ...(verdict.summary && { summary: { ...verdict.summary, target: cut(verdict.summary.target) } }),
    reasons: verdict.reasons.map(short),
    warnings: verdict.warnings.map(short),
  };
}

/** Matches times that the admin API can show. Earlier versions recorded later years. */
const TIME = /^\d{4}-/;

function checked(verdict: Verdict): Verdict {
  if (TIME.test(verdict.receivedAt)) return verdict;
  throw new Error(`the record ${verdict.id} has a time after the year 9999, which a response cannot show`);
}

const NOT_SHOWN = 'this record cannot be shown; the log of the server says why';

/** Returns what a verdict can show without its request. Messages may contain secrets that were not masked. */
function withoutRequest({ verdict }: StoredRecord): Verdict {
  const { id, receivedAt, api, profile, operation, outcome, status } = verdict;
  const codeOnly = ({ pointer: _, ...finding }: Finding): Finding => ({
    ...finding,
    message: NOT_SHOWN,
    fix: '',
  });
  return {
    ...{ id, api, profile, operation, outcome, status },
    receivedAt: TIME.test(receivedAt) ? receivedAt : new Date(0).toISOString(),
    reasons: verdict.reasons.map(codeOnly),
    warnings: verdict.warnings.map(codeOnly),
    items: [],
    notShown: NOT_SHOWN,
  };
}
