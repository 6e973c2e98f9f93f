/** Lints the contracts: Redocly's strictest rules on every bundle, and our own. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadBundle, profiles, vendors } from '../bundle.ts';
import { redocly } from '../generate/redocly.ts';
import { readVendors, root } from '../generate/vendors.ts';
import { acceptance } from './acceptance.ts';
import { constraintHasReason } from './constraint-has-reason.ts';
import { declaredHeaders } from './declared-headers.ts';
import { enforcedKeywords } from './enforced-keywords.ts';
import { extensions } from './extensions.ts';
import { limitsStatedOnce } from './limits-stated-once.ts';
import { overlayTargets } from './overlay-targets.ts';
import { overlayTexts } from './overlay-texts.ts';
import type { BundleRule, LintTarget, Problem } from './problem.ts';
import { reasonCodes } from './reason-codes.ts';
import { reasons } from './reasons.ts';
import { safePatterns } from './safe-patterns.ts';
import { signing } from './signing.ts';
import { textsTranslated } from './texts-translated.ts';

const aboutTexts: Readonly<Record<string, BundleRule>> = { 'limits-stated-once': limitsStatedOnce };

const rules: Readonly<Record<string, BundleRule>> = {
  extensions,
  reasons,
  'reason-codes': reasonCodes,
  'constraint-has-reason': constraintHasReason,
  'enforced-keywords': enforcedKeywords,
  'declared-headers': declaredHeaders,
  acceptance,
  signing,
  'safe-patterns': safePatterns,
  ...aboutTexts,
};

/** What our own rules find in one bundle. */
export function lintBundle(target: LintTarget, selected = rules): Problem[] {
  return Object.entries(selected).flatMap(([rule, check]) => {
    const problems: Problem[] = [];
    check(target, (place, message) => problems.push({ rule, where: `${target.name} ${place}`, message }));
    return problems;
  });
}

/** All problems of all contracts; the generated bundles have to be up to date. */
export async function lintContracts(): Promise<Problem[]> {
  const bundles = vendors.flatMap((vendor) => profiles.map((profile) => ({ vendor, profile })));
  const own = bundles.flatMap(({ vendor, profile }) =>
    lintBundle({ name: `${vendor} ${profile}`, document: loadBundle(vendor, profile) }),
  );
  // A translation differs in its texts only.
  const translated = bundles.flatMap(({ vendor, profile }) =>
    lintBundle({ name: `${vendor} ${profile} zh`, document: loadBundle(vendor, profile, 'zh') }, aboutTexts),
  );
  return [
    ...(await lintWithRedocly()),
    ...overlayTargets(),
    ...overlayTexts(),
    ...textsTranslated(),
    ...own,
    ...translated,
  ];
}

async function lintWithRedocly(): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { vendor, skippedRules } of readVendors()) {
    // Translations differ in strings only, which Redocly does not check.
    const files = profiles.map((profile) => `packages/contract/bundles/${vendor}/${profile}.en.json`);
    try {
      // The exceptions of redocly.yaml are for the sources; bundles have to be told.
      const skipped = skippedRules.flatMap((rule) => ['--skip-rule', rule]);
      const output = await redocly('lint', ...files, ...skipped);
      if (/warning/i.test(output)) problems.push({ rule: 'redocly', where: vendor, message: output });
    } catch (error) {
      problems.push({ rule: 'redocly', where: vendor, message: (error as Error).message });
    }
  }
  return [...problems, ...(await lintWorkflows())];
}

/** Descriptions of workflows refer to the contract itself, so there is nothing to bundle. */
async function lintWorkflows(): Promise<Problem[]> {
  const files = readVendors()
    .map(({ contract }) => contract.replace('openapi.yaml', 'workflows.arazzo.yaml'))
    .filter((file) => existsSync(join(root, file)));
  const report = (message: string) => [{ rule: 'redocly', where: 'workflows', message }];
  return redocly('lint', ...files).then(
    (output) => (/warning/i.test(output) ? report(output) : []),
    (error: Error) => report(error.message),
  );
}
