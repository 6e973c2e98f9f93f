/** Compares two catalogs of reasons. */
import { isObject, type Json } from '../document.ts';
import { childOf, isSame, type Located, propertyNamesOf, type Report } from './change.ts';
import type { Effect } from './effects.ts';

/** How severe an outcome is for the sender. */
const SEVERITY: Readonly<Record<string, number>> = { warning: 0, transformed: 0, ignored: 1, rejected: 2 };

/** The effect of a change to each property of a reason. For some properties it depends on the values. */
export const reasonProperties: Readonly<Record<string, Effect | 'outcome' | 'message' | 'wholeRequest'>> = {
  outcome: 'outcome',
  status: 'reason-changed',
  errorCode: 'reason-changed',
  errorCodeFamily: 'reason-changed',
  retryable: 'reason-changed',
  general: 'reason-changed',
  contains: 'reason-changed',
  wholeRequest: 'wholeRequest',
  message: 'message',
  // Bundles omit it: the example of the response shows the values.
  example: 'documentation-changed',
  fix: 'documentation-changed',
  note: 'provenance-moved',
  provenance: 'provenance-moved',
  source: 'provenance-moved',
};

/** Reports the differences between two catalogs. */
export function compareReasons(old: Located, revised: Located, report: Report): void {
  for (const code of propertyNamesOf(old, revised)) {
    const [before, after] = [childOf(old, code), childOf(revised, code)];
    if (before.value === undefined) report('reason-added', before, after);
    else if (after.value === undefined) report('reason-removed', before, after);
    else compareReason(before, after, report);
  }
}

function compareReason(old: Located, revised: Located, report: Report): void {
  for (const name of propertyNamesOf(old, revised)) {
    const [before, after] = [childOf(old, name), childOf(revised, name)];
    if (isSame(before.value, after.value)) continue;
    const effect = reasonProperties[name] ?? 'no-rule';
    if (effect === 'outcome') report(outcomeEffect(before.value, after.value), before, after);
    else if (effect === 'message')
      report(isOnWire(revised) ? 'wire-message-changed' : 'documentation-changed', before, after);
    else if (effect === 'wholeRequest')
      report(after.value === undefined ? 'request-loosened' : 'request-tightened', before, after);
    else report(effect, before, after);
  }
}

function outcomeEffect(old: Json | undefined, revised: Json | undefined): Effect {
  const [before = 0, after = 0] = [SEVERITY[String(old)], SEVERITY[String(revised)]];
  if (before === after) return 'advice-changed';
  return after > before ? 'request-tightened' : 'request-loosened';
}

const isOnWire = ({ value }: Located) => isObject(value) && value.status !== undefined;
