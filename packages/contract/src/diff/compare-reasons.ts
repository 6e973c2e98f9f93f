/** Compares two catalogues of reasons. */
import { isObject, type Json } from '../document.ts';
import { childOf, isSame, type Located, memberNames, type Report } from './change.ts';
import type { Effect } from './effects.ts';

/** How hard an outcome is for whoever has sent the request. */
const HARDNESS: Readonly<Record<string, number>> = { warning: 0, transformed: 0, ignored: 1, rejected: 2 };

/** What a change of each member of a reason does; of a message, it depends on whether it stands on the wire. */
export const reasonMembers: Readonly<Record<string, Effect | 'outcome' | 'message' | 'wholeRequest'>> = {
  outcome: 'outcome',
  status: 'reason-changed',
  errorCode: 'reason-changed',
  retryable: 'reason-changed',
  general: 'reason-changed',
  contains: 'reason-changed',
  wholeRequest: 'wholeRequest',
  message: 'message',
  fix: 'text-changed',
  note: 'provenance-moved',
  provenance: 'provenance-moved',
  source: 'provenance-moved',
};

export function compareReasons(old: Located, revised: Located, report: Report): void {
  for (const code of memberNames(old, revised)) {
    const [before, after] = [childOf(old, code), childOf(revised, code)];
    if (before.value === undefined) report('reason-added', before, after);
    else if (after.value === undefined) report('reason-removed', before, after);
    else compareReason(before, after, report);
  }
}

function compareReason(old: Located, revised: Located, report: Report): void {
  for (const name of memberNames(old, revised)) {
    const [before, after] = [childOf(old, name), childOf(revised, name)];
    if (isSame(before.value, after.value)) continue;
    const effect = reasonMembers[name] ?? 'no-rule';
    if (effect === 'outcome') report(outcomeEffect(before.value, after.value), before, after);
    else if (effect === 'message')
      report(isOnWire(revised) ? 'wire-text-changed' : 'text-changed', before, after);
    else if (effect === 'wholeRequest')
      report(after.value === undefined ? 'request-loosened' : 'request-tightened', before, after);
    else report(effect, before, after);
  }
}

function outcomeEffect(old: Json | undefined, revised: Json | undefined): Effect {
  const [before = 0, after = 0] = [HARDNESS[String(old)], HARDNESS[String(revised)]];
  if (before === after) return 'advice-changed';
  return after > before ? 'request-tightened' : 'request-loosened';
}

const isOnWire = ({ value }: Located) => isObject(value) && value.status !== undefined;
