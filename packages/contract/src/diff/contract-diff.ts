/** All that differs between two states of one contract, each place once. */
import type { OpenApiDocument } from '../document.ts';
import { type Change, isSamePlace } from './change.ts';
import { compareDocuments } from './compare-documents.ts';
import { grades } from './effects.ts';
import { redoclyDiff } from './redocly-diff.ts';

/** The changes by grade, the largest first. Rejects where Redocly cannot read one of the documents. */
export async function contractDiff(old: OpenApiDocument, revised: OpenApiDocument): Promise<Change[]> {
  const own = compareDocuments(old, revised);
  if (own.length === 0) return [];
  return merged(own, await redoclyDiff(old, revised));
}

/** Of two opinions about one place the graver one counts, and ours where they agree. */
function merged(own: readonly Change[], foreign: readonly Change[]): Change[] {
  const isGraver = (one: Change, other: Change) => grades.indexOf(one.grade) > grades.indexOf(other.grade);
  const kept = own.filter(
    (change) => !foreign.some((other) => isSamePlace(change, other) && isGraver(other, change)),
  );
  const added = foreign.filter((change) => !kept.some((other) => isSamePlace(change, other)));
  return [...kept, ...added].sort((one, other) => grades.indexOf(other.grade) - grades.indexOf(one.grade));
}
