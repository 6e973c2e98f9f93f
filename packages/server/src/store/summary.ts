/** Verdicts as lists show them: computed once, small, and no reason for a list to fail. */
import { setImmediate as turn } from 'node:timers/promises';
import type { RequestMask } from '../mask.ts';
import type { ItemLimits } from '../pipeline/interpretation.ts';
import type { Finding, Verdict } from '../pipeline/verdict.ts';
import type { StoredRecord } from './store.ts';

/** What a single request shows: a body of the largest size that a contract allows fits. */
const RECORD: ItemLimits = { items: Number.POSITIVE_INFINITY, characters: 32 * 1024 * 1024 };

/** What a list shows of each request. */
const ROW: ItemLimits = { items: 10, characters: 64 * 1024 };

/** Characters of a message or a pointer in a list. */
const MAX_TEXT = 1000;

/** Summaries kept, of 64 KB each at most. */
const KEPT = 1000;

/** Bytes of bodies after which other requests get their turn. */
const TURN_BYTES = 256 * 1024;

export interface ShownVerdicts {
  /** The whole verdict of a record, masked. Never throws: a record that cannot be read says so. */
  whole(record: StoredRecord): Verdict;
  /** The verdict for a list: its first items and no large values. Never throws. */
  row(record: StoredRecord): Verdict;
  /** Rows of many records; other requests get their turn in between. */
  rows(records: readonly StoredRecord[]): Promise<Verdict[]>;
  /** Forgets the rows: configuration or secrets have changed. */
  clear(): void;
}

export interface ShownVerdictsOptions {
  read: (record: StoredRecord, limits: ItemLimits) => Verdict;
  maskOf: (record: StoredRecord) => RequestMask;
  onError: (error: unknown) => void;
}

export function createShownVerdicts({ read, maskOf, onError }: ShownVerdictsOptions): ShownVerdicts {
  const kept = new Map<string, Verdict>();
  const safely = (record: StoredRecord, show: () => Verdict): Verdict => {
    try {
      return checked(show());
    } catch (error) {
      onError(error);
      return bare(record);
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
    const made = safely(record, () => shortened(masked(record, small(read(record, ROW)))));
    if (kept.size >= KEPT) kept.delete(kept.keys().next().value as string);
    kept.set(id, made);
    return made;
  };
  return {
    row,
    whole: (record) => safely(record, () => masked(record, complete(read(record, RECORD)))),
    async rows(records) {
      const made: Verdict[] = [];
      let bytes = 0;
      for (const record of records) {
        made.push(row(record));
        bytes += record.request.body.byteLength;
        if (bytes < TURN_BYTES) continue;
        bytes = 0;
        await turn();
      }
      return made;
    },
    clear: () => kept.clear(),
  };
}

/** The verdict, which says so if it does not have all items. */
function complete(verdict: Verdict): Verdict {
  const { items, itemCount } = verdict;
  if (itemCount === undefined) return verdict;
  return { ...verdict, notShown: `only the first ${items.length} of ${itemCount} items fit into a response` };
}

/** The verdict without what its items consist of, if that is too large for a list. */
function small(verdict: Verdict): Verdict {
  const { id, items } = verdict;
  if (JSON.stringify(items).length <= ROW.characters) return verdict;
  return {
    ...verdict,
    items: items.map(({ pointer, outcome }) => ({ pointer, outcome, transformed: [] })),
    notShown: `the items are too large for a list: GET /__admin/requests/${id} shows them`,
  };
}

/** Cut after masking: the beginning of a secret would not be found. */
function shortened(verdict: Verdict): Verdict {
  const cut = (text: string) => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);
  const short = (finding: Finding): Finding => ({
    ...finding,
    message: cut(finding.message),
    ...(finding.pointer !== undefined && { pointer: cut(finding.pointer) }),
  });
  return { ...verdict, reasons: verdict.reasons.map(short), warnings: verdict.warnings.map(short) };
}

/** A time that the admin API may show. Earlier versions have recorded later years. */
const TIME = /^\d{4}-/;

function checked(verdict: Verdict): Verdict {
  if (TIME.test(verdict.receivedAt)) return verdict;
  throw new Error(`the record ${verdict.id} has a time that no response can hold`);
}

const NOT_SHOWN = 'this record cannot be shown; the log of the server says why';

/** What is known of a record without its request. Messages may hold secrets that were not masked. */
function bare({ verdict }: StoredRecord): Verdict {
  const { id, receivedAt, vendor, profile, operation, outcome, status } = verdict;
  const codeOnly = ({ pointer: _, ...finding }: Finding): Finding => ({
    ...finding,
    message: NOT_SHOWN,
    fix: '',
  });
  return {
    ...{ id, vendor, profile, operation, outcome, status },
    receivedAt: TIME.test(receivedAt) ? receivedAt : new Date(0).toISOString(),
    reasons: verdict.reasons.map(codeOnly),
    warnings: verdict.warnings.map(codeOnly),
    items: [],
    notShown: NOT_SHOWN,
  };
}
