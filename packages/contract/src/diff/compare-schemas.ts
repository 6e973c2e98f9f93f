/** Compares two schemas keyword by keyword, through their references. */
import { isObject, type Json, type OpenApiDocument, resolveNode } from '../document.ts';
import { absent, childOf, elementsOf, isSame, type Located, memberNames, type Report } from './change.ts';
import { type Direction, opaque, turned } from './directions.ts';
import type { Effect } from './effects.ts';
import { newMemberEffect } from './new-member.ts';
import { compareNodeExtensions } from './node-extensions.ts';
import { pairUp } from './pairs.ts';
import { annotations, combinators, constraints, letsAllPass, subschemas } from './schema-keywords.ts';

/** What a schema is for. `warning`: a soft rule whose breach is only told of. */
export type Side = 'request' | 'answer' | 'warning';

export interface Comparing {
  readonly old: OpenApiDocument;
  readonly revised: OpenApiDocument;
  readonly report: Report;
  readonly side: Side;
  /** Inside of `not`: what narrows the schema widens what passes. */
  readonly inverted?: boolean;
  /** The pairs that were compared already. */
  readonly seen: Set<string>;
  /** The outermost old schema of the value that is being compared: its branches all apply to that value. */
  readonly whole?: Located | undefined;
  /** The pairs that were compared within a new property; undefined outside of one. */
  readonly asNew?: Set<string>;
}

const EFFECTS: Readonly<Record<Side, Readonly<Record<Direction, Effect>>>> = {
  request: { narrower: 'request-tightened', wider: 'request-loosened', other: 'request-changed' },
  answer: { narrower: 'answer-tightened', wider: 'answer-loosened', other: 'answer-changed' },
  warning: { narrower: 'advice-changed', wider: 'advice-changed', other: 'advice-changed' },
};

export function effectOf({ side, inverted }: Comparing, direction: Direction): Effect {
  return EFFECTS[side][(inverted ? turned(direction) : direction) as Direction];
}

/** Reports what differs between two schemas that are both there, and are about a value of their own. */
export function compareSchemas(comparing: Comparing, old: Located, revised: Located): void {
  compareInPlace({ ...comparing, whole: resolved(comparing.old, old) }, old, revised);
}

/** Reports what differs between two schemas that apply to the same value as those around them. */
function compareInPlace(comparing: Comparing, oldSchema: Located, newSchema: Located): void {
  const old = resolved(comparing.old, oldSchema);
  const revised = resolved(comparing.revised, newSchema);
  const { side, inverted, whole } = comparing;
  const key = JSON.stringify([old.pointer, revised.pointer, side, inverted, whole?.pointer]);
  if (comparing.seen.has(key)) return;
  comparing.seen.add(key);
  if (!isObject(old.value) || !isObject(revised.value)) {
    const direction = compareTruth(old.value, revised.value);
    if (direction) comparing.report(effectOf(comparing, direction), old, revised);
    return;
  }
  for (const keyword of memberNames(old, revised)) {
    if (!keyword.startsWith('x-') && !annotations.includes(keyword)) {
      compareKeyword(comparing, keyword, old, revised);
    }
  }
  compareNodeExtensions(comparing, old, revised);
}

/** `true` and `{}` let everything pass, `false` nothing. */
function compareTruth(old: Json | undefined, revised: Json | undefined): Direction | undefined {
  if (isSame(old, revised)) return undefined;
  if (letsAllPass(old)) return letsAllPass(revised) ? undefined : 'narrower';
  return old !== false && (revised === false || !letsAllPass(revised)) ? 'narrower' : 'wider';
}

/** @param owner The old schema that has the keyword. */
function compareKeyword(comparing: Comparing, keyword: string, owner: Located, newOwner: Located): void {
  const [old, revised] = [childOf(owner, keyword), childOf(newOwner, keyword)];
  if (keyword === 'properties' || keyword === 'patternProperties') {
    compareMembers(comparing, { old, revised, owner, newOwner, isPattern: keyword !== 'properties' });
  } else if (keyword === 'not') {
    compareOptional({ ...comparing, inverted: !comparing.inverted }, old, revised, 'wider');
  } else if (subschemas.includes(keyword)) {
    compareOptional(comparing, old, revised, 'narrower');
  } else if (Object.hasOwn(combinators, keyword)) {
    compareLists(comparing, old, revised, combinators[keyword as keyof typeof combinators]);
  } else {
    const compare = constraints[keyword] ?? opaque;
    const direction = compare(old.value, revised.value);
    if (direction) comparing.report(effectOf(comparing, direction), old, revised);
  }
}

/** A schema that need not be there; `added` is what it does, seen from inside of it, when it is new. */
function compareOptional(comparing: Comparing, old: Located, revised: Located, added: Direction): void {
  if (old.value !== undefined && revised.value !== undefined) {
    compareSchemas(comparing, old, revised);
    return;
  }
  const present = old.value === undefined ? revised : old;
  if (letsAllPass(present.value)) return;
  const direction = old.value === undefined ? added : turned(added);
  comparing.report(effectOf(comparing, direction as Direction), old, revised);
}

function compareLists(
  comparing: Comparing,
  old: Located,
  revised: Located,
  added: 'narrower' | 'wider',
): void {
  if (old.value === undefined || revised.value === undefined) {
    // One of several alternatives is asked for where none was, or the other way round.
    const direction = old.value === undefined ? 'narrower' : 'wider';
    comparing.report(effectOf(comparing, direction), old, revised);
    return;
  }
  const pairs = pairUp(elementsOf(old), elementsOf(revised), [
    ({ value }) => JSON.stringify(value),
    ({ value }) => (isObject(value) && typeof value.$ref === 'string' ? value.$ref : undefined),
    ({ pointer }) => pointer.slice(pointer.lastIndexOf('/')),
  ]);
  for (const pair of pairs) {
    if (pair.old && pair.revised) compareInPlace(comparing, pair.old, pair.revised);
    else {
      const direction = pair.old ? (turned(added) as Direction) : added;
      comparing.report(
        effectOf(comparing, direction),
        pair.old ?? absent(old),
        pair.revised ?? absent(revised),
      );
    }
  }
}

interface Members {
  readonly old: Located;
  readonly revised: Located;
  /** The schemas that have them. */
  readonly owner: Located;
  readonly newOwner: Located;
  /** Whether their names are patterns. */
  readonly isPattern: boolean;
}

function compareMembers(comparing: Comparing, members: Members): void {
  const { old, revised } = members;
  for (const name of memberNames(old, revised)) {
    const [before, after] = [childOf(old, name), childOf(revised, name)];
    if (before.value !== undefined && after.value !== undefined) compareSchemas(comparing, before, after);
    else comparing.report(memberEffect(comparing, members, name), before, after);
  }
  const orderIn = ({ value }: Located, other: Located) =>
    Object.keys(isObject(value) ? value : {}).filter((name) => childOf(other, name).value !== undefined);
  const isReordered = !isSame(orderIn(old, revised), orderIn(revised, old));
  // The order of the members in the contract is the order in which a request is checked.
  if (isReordered && comparing.side === 'request' && !comparing.inverted) {
    comparing.report(
      'order-changed',
      { ...old, value: orderIn(old, revised) },
      { ...revised, value: orderIn(revised, old) },
    );
  }
}

function memberEffect(comparing: Comparing, members: Members, name: string): Effect {
  const { old, revised, owner, isPattern } = members;
  const isNew = childOf(old, name).value === undefined;
  if (comparing.inverted || comparing.side === 'warning')
    return effectOf(comparing, isNew ? 'narrower' : 'wider');
  if (!isNew) return 'member-removed';
  if (comparing.side === 'answer') return 'member-added';
  return newMemberEffect(comparing, { owner, name, schema: childOf(revised, name), isPattern });
}

function resolved(document: OpenApiDocument, { value, pointer }: Located): Located {
  if (!isObject(value) || typeof value.$ref !== 'string') return { value, pointer };
  const target = decodeURIComponent(value.$ref.slice(1));
  return { value: resolveNode(document, value), pointer: target };
}
