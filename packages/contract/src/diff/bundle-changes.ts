/** Compares all contracts, and reports a change that several bundles of a vendor share only once. */
import type { OpenApiDocument } from '../document.ts';
import { type Change, isSameLocation } from './change.ts';
import { compareDocuments } from './compare-documents.ts';
import { effects, grades } from './effects.ts';
import { redoclyDiff } from './redocly-diff.ts';
import type { Bundles } from './released.ts';

/** A change in one vendor's contract. */
export interface ContractChange extends Change {
  readonly api: string;
  /**
   * The bundles that have the change, such as `documented`. A change of a translation only includes the language:
   * `documented.zh`.
   */
  readonly bundles: readonly string[];
}

const LANGUAGE = 'en';

/** Returns all changes, grouped by vendor, the largest first. */
export async function changesBetween(old: Bundles, revised: Bundles): Promise<ContractChange[]> {
  const files = [...new Set([...old.keys(), ...revised.keys()])].sort();
  const found = await Promise.all(
    files.map(async (file) => {
      const [, api = '', profile = '', language = ''] = /^(.+)\/(.+)\.(.+)\.json$/.exec(file) ?? [];
      const changes = await fileChanges(file, language, old.get(file), revised.get(file));
      return { api, profile, language, changes };
    }),
  );
  const combined = new Map<string, Change & { api: string; bundles: string[] }>();
  for (const { api, profile, language, changes } of found) {
    const original = found.find(
      (one) => one.api === api && one.profile === profile && one.language === LANGUAGE,
    );
    const isTranslation = language !== LANGUAGE;
    for (const change of changes) {
      if (isTranslation && original?.changes.some((other) => isSameLocation(change, other))) continue;
      const key = JSON.stringify([api, change]);
      const known = combined.get(key) ?? { api, bundles: [], ...change };
      combined.set(key, known);
      known.bundles.push(isTranslation ? `${profile}.${language}` : profile);
    }
  }
  const rank = ({ grade }: Change) => -grades.indexOf(grade);
  return [...combined.values()].sort((a, b) => a.api.localeCompare(b.api) || rank(a) - rank(b));
}

async function fileChanges(
  file: string,
  language: string,
  old: OpenApiDocument | undefined,
  revised: OpenApiDocument | undefined,
): Promise<Change[]> {
  if (!old) return [{ grade: effects['contract-added'], rule: 'contract-added', to: '', new: file }];
  if (!revised)
    return [{ grade: effects['contract-removed'], rule: 'contract-removed', from: '', old: file }];
  // A translation has the same rules, and Redocly takes a second per comparison.
  return language === LANGUAGE ? contractDiff(old, revised) : compareDocuments(old, revised);
}

/**
 * Combines our comparison of two versions of a contract with Redocly's, with one change per location.
 * Returns the changes by grade, the largest first. Rejects if Redocly cannot read one of the documents.
 */
export async function contractDiff(old: OpenApiDocument, revised: OpenApiDocument): Promise<Change[]> {
  const ours = compareDocuments(old, revised);
  if (ours.length === 0) return [];
  return merged(ours, await redoclyDiff(old, revised));
}

/** Keeps the more severe of two changes at one location, and ours if they are equal. */
function merged(ours: readonly Change[], theirs: readonly Change[]): Change[] {
  const isMoreSevere = (one: Change, other: Change) =>
    grades.indexOf(one.grade) > grades.indexOf(other.grade);
  const kept = ours.filter(
    (change) => !theirs.some((other) => isSameLocation(change, other) && isMoreSevere(other, change)),
  );
  const added = theirs.filter((change) => !kept.some((other) => isSameLocation(change, other)));
  return [...kept, ...added].sort((one, other) => grades.indexOf(other.grade) - grades.indexOf(one.grade));
}
