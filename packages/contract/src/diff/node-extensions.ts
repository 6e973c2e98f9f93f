/** Lists the rules for extensions on schema nodes and parameters. */
import { isObject, type Json } from '../document.ts';
import { childOf, type Located, propertyNamesOf } from './change.ts';
import type { ComparisonContext } from './comparison-context.ts';
import { inverse, leniency, opaque, requirements, upperLimit } from './directions.ts';
import {
  always,
  constraint,
  type ExtensionRule,
  elements,
  movedReason,
  properties,
  reasonedConstraint,
} from './extension-rule.ts';

export const nodeExtensions: Readonly<Record<string, ExtensionRule>> = {
  // Compared together with its keywords.
  'x-reason': () => {},
  'x-advice': (context, old, revised) => advice(context, old, revised),
  'x-other-case': properties({
    reason: always('advice-changed'),
    mismatch: always('request-changed'),
    types: always('request-changed'),
  }),
  'x-unknown-members': always('advice-changed'),
  'x-max-future': properties({
    seconds: constraint(upperLimit),
    bits: constraint(opaque),
    reason: movedReason,
  }),
  'x-receipt-time': always('advice-changed'),
  'x-integer-literal': reasonedConstraint(opaque),
  // Without it all bits are compared.
  'x-compared-bits': constraint((old, revised) => inverse(upperLimit(old, revised))),
  'x-beyond-schema': (context, old, revised) => beyondSchema(context, old, revised),
  'x-sent-with': always('advice-changed'),
  // In a response, clients cannot rely on free wording.
  'x-free-form': constraint(leniency),
  'x-same-as': constraint(opaque),
  'x-milliseconds-between': constraint(opaque),
  'x-provenance': always('provenance-moved'),
  'x-source': always('provenance-moved'),
};

/** Reports the differences between the extensions of two nodes. */
export function compareNodeExtensions(context: ComparisonContext, old: Located, revised: Located): void {
  for (const name of propertyNamesOf(old, revised).filter((name) => name.startsWith('x-'))) {
    const rule = nodeExtensions[name] ?? always('no-rule');
    rule(context, childOf(old, name), childOf(revised, name));
  }
  compareReasons(context, old, revised);
}

/** Reports each keyword that leads to another reason code than before. */
function compareReasons(context: ComparisonContext, old: Located, revised: Located): void {
  const [before, after] = [childOf(old, 'x-reason'), childOf(revised, 'x-reason')];
  if (typeof before.value === 'string' && typeof after.value === 'string') {
    movedReason(context, before, after);
    return;
  }
  const kept = propertyNamesOf(old, revised).filter(
    (keyword) => childOf(old, keyword).value !== undefined && childOf(revised, keyword).value !== undefined,
  );
  const keywords = new Set([...kept, ...propertyNamesOf(before, after)]);
  for (const keyword of [...keywords].filter((name) => !name.startsWith('x-'))) {
    const [from, to] = [codeFor(before, keyword), codeFor(after, keyword)];
    const isMoved = from.value !== to.value && (kept.includes(keyword) || (from.value && to.value));
    if (isMoved) context.report('reason-moved', from, to);
  }
}

function codeFor(reason: Located, keyword: string): Located {
  return isObject(reason.value) ? childOf(reason, keyword) : reason;
}

/** Compares `x-beyond-schema`. A code that the catalog already had only documents what was refused before. */
const beyondSchema: ExtensionRule = (context, old, revised) => {
  const codes = Array.isArray(revised.value) ? revised.value.map(String) : [];
  const isNew = (code: string) => context.old['x-reasons'][code] === undefined;
  const isHard = (code: string) =>
    ['rejected', 'ignored'].includes(String(context.revised['x-reasons'][code]?.outcome));
  const isTightened = codes.some((code) => isNew(code) && isHard(code));
  (isTightened ? constraint(requirements) : always('advice-changed'))(context, old, revised);
};

/** Compares soft rules. A rule that drops the item counts as a constraint. */
const advice: ExtensionRule = (context, old, revised) => {
  const sideOf = ({ value }: Located, reasons: Json | undefined): ComparisonContext['side'] => {
    const code = isObject(value) ? String(value.reason) : '';
    const reason = isObject(reasons) ? reasons[code] : undefined;
    return isObject(reason) && reason.outcome === 'ignored' ? 'request' : 'warning';
  };
  const compareOne: ExtensionRule = (inside, one, other) => {
    const isThere = other.value !== undefined;
    const document = isThere ? inside.revised : inside.old;
    const side = sideOf(isThere ? other : one, document['x-reasons']);
    const within = { ...inside, side: inside.side === 'response' ? 'warning' : side } as const;
    if (one.value === undefined || other.value === undefined) constraint(opaque)(within, one, other);
    else context.compare(within, childOf(one, 'schema'), childOf(other, 'schema'));
  };
  elements([({ reason, schema }) => [reason, schema], ({ reason }) => reason], compareOne, compareOne)(
    context,
    old,
    revised,
  );
};
