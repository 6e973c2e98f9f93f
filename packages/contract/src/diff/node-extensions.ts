/** The table of extensions on schema nodes and parameters. */
import { isObject, type Json } from '../document.ts';
import { childOf, type Located, memberNames } from './change.ts';
import { type Comparing, compareSchemas } from './compare-schemas.ts';
import { demands, leniency, opaque, turned, upperLimit } from './directions.ts';
import {
  always,
  constraint,
  type ExtensionRule,
  elements,
  limit,
  movedReason,
  reasonedConstraint,
} from './extension-rule.ts';

export const nodeExtensions: Readonly<Record<string, ExtensionRule>> = {
  // Compared together with the keywords that it is about.
  'x-reason': () => {},
  'x-advice': (comparing, old, revised) => advice(comparing, old, revised),
  'x-unknown-members': always('advice-changed'),
  'x-max-future': limit('seconds', upperLimit),
  'x-integer-literal': reasonedConstraint(opaque),
  // Without it all bits are compared.
  'x-compared-bits': constraint((old, revised) => turned(upperLimit(old, revised))),
  'x-beyond-schema': (comparing, old, revised) => beyondSchema(comparing, old, revised),
  'x-sent-with': always('advice-changed'),
  // Of answers: where the wording is free, nothing can rely on it.
  'x-free-form': constraint(leniency),
  'x-same-as': constraint(opaque),
  'x-milliseconds-between': constraint(opaque),
  'x-provenance': always('provenance-moved'),
  'x-source': always('provenance-moved'),
};

/** Reports what differs between the extensions of two nodes that are both there. */
export function compareNodeExtensions(comparing: Comparing, old: Located, revised: Located): void {
  for (const name of memberNames(old, revised).filter((member) => member.startsWith('x-'))) {
    const rule = nodeExtensions[name] ?? always('no-rule');
    rule(comparing, childOf(old, name), childOf(revised, name));
  }
  compareReasons(comparing, old, revised);
}

/** A reason has moved where a keyword that was there and still is leads to another code. */
function compareReasons(comparing: Comparing, old: Located, revised: Located): void {
  const [before, after] = [childOf(old, 'x-reason'), childOf(revised, 'x-reason')];
  if (typeof before.value === 'string' && typeof after.value === 'string') {
    movedReason(comparing, before, after);
    return;
  }
  const kept = memberNames(old, revised).filter(
    (keyword) => childOf(old, keyword).value !== undefined && childOf(revised, keyword).value !== undefined,
  );
  const keywords = new Set([...kept, ...memberNames(before, after)]);
  for (const keyword of [...keywords].filter((name) => !name.startsWith('x-'))) {
    const [from, to] = [codeFor(before, keyword), codeFor(after, keyword)];
    const isMoved = from.value !== to.value && (kept.includes(keyword) || (from.value && to.value));
    if (isMoved) comparing.report('reason-moved', from, to);
  }
}

function codeFor(reason: Located, keyword: string): Located {
  return isObject(reason.value) ? childOf(reason, keyword) : reason;
}

/** A code of a refusal that the catalogue had before only says more clearly what was refused already. */
const beyondSchema: ExtensionRule = (comparing, old, revised) => {
  const codes = Array.isArray(revised.value) ? revised.value.map(String) : [];
  const isNew = (code: string) => comparing.old['x-reasons'][code] === undefined;
  const isHard = (code: string) =>
    ['rejected', 'ignored'].includes(String(comparing.revised['x-reasons'][code]?.outcome));
  const isTightened = codes.some((code) => isNew(code) && isHard(code));
  (isTightened ? constraint(demands) : always('advice-changed'))(comparing, old, revised);
};

/** Soft rules. One whose reason is that the item is dropped is as hard as a constraint. */
const advice: ExtensionRule = (comparing, old, revised) => {
  const sideOf = ({ value }: Located, reasons: Json | undefined): Comparing['side'] => {
    const code = isObject(value) ? String(value.reason) : '';
    const reason = isObject(reasons) ? reasons[code] : undefined;
    return isObject(reason) && reason.outcome === 'ignored' ? 'request' : 'warning';
  };
  const compareOne: ExtensionRule = (inside, one, other) => {
    const isThere = other.value !== undefined;
    const document = isThere ? inside.revised : inside.old;
    const side = sideOf(isThere ? other : one, document['x-reasons']);
    const within = { ...inside, side: inside.side === 'answer' ? 'warning' : side } as const;
    if (one.value === undefined || other.value === undefined) constraint(opaque)(within, one, other);
    else compareSchemas(within, childOf(one, 'schema'), childOf(other, 'schema'));
  };
  elements([({ reason, schema }) => [reason, schema], ({ reason }) => reason], compareOne, compareOne)(
    comparing,
    old,
    revised,
  );
};
