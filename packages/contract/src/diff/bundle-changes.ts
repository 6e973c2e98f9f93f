/** The changes of all contracts: what is the same in several bundles of a vendor is told once. */
import type { OpenApiDocument } from '../document.ts';
import { type Change, isSamePlace } from './change.ts';
import { compareDocuments } from './compare-documents.ts';
import { contractDiff } from './contract-diff.ts';
import { effects, grades } from './effects.ts';
import type { Bundles } from './released.ts';

/** A change in one vendor's contract. */
export interface ContractChange extends Change {
  readonly vendor: string;
  /** Where it is: `documented`, `receiver`, and with their language those bundles where it is in the translation only. */
  readonly bundles: readonly string[];
}

const LANGUAGE = 'en';

/** All changes, by vendor, the largest first. */
export async function changesBetween(old: Bundles, revised: Bundles): Promise<ContractChange[]> {
  const files = [...new Set([...old.keys(), ...revised.keys()])].sort();
  const found = await Promise.all(
    files.map(async (file) => {
      const [, vendor = '', profile = '', language = ''] = /^(.+)\/(.+)\.(.+)\.json$/.exec(file) ?? [];
      const changes = await fileChanges(file, language, old.get(file), revised.get(file));
      return { vendor, profile, language, changes };
    }),
  );
  const together = new Map<string, Change & { vendor: string; bundles: string[] }>();
  for (const { vendor, profile, language, changes } of found) {
    const original = found.find(
      (one) => one.vendor === vendor && one.profile === profile && one.language === LANGUAGE,
    );
    const isTranslation = language !== LANGUAGE;
    for (const change of changes) {
      if (isTranslation && original?.changes.some((other) => isSamePlace(change, other))) continue;
      const key = JSON.stringify([vendor, change]);
      const known = together.get(key) ?? { vendor, bundles: [], ...change };
      together.set(key, known);
      known.bundles.push(isTranslation ? `${profile}.${language}` : profile);
    }
  }
  const rank = ({ grade }: Change) => -grades.indexOf(grade);
  return [...together.values()].sort((a, b) => a.vendor.localeCompare(b.vendor) || rank(a) - rank(b));
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
  // A translation has the same rules, and Redocly takes a second for each comparison.
  return language === LANGUAGE ? contractDiff(old, revised) : compareDocuments(old, revised);
}
