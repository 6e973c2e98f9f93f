/** Lints the contracts: runs Redocly's strictest rules and our own on every bundle. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { apiNames, loadBundle, profiles } from '../bundle.ts';
import { readApis, root } from '../generate/apis.ts';
import { redocly } from '../generate/redocly.ts';
import { acceptance } from './acceptance.ts';
import { chineseSpacing } from './chinese-spacing.ts';
import { constraintHasReason } from './constraint-has-reason.ts';
import { declaredHeaders } from './declared-headers.ts';
import { enforcedKeywords } from './enforced-keywords.ts';
import { extensions } from './extensions.ts';
import { limitsStatedOnce } from './limits-stated-once.ts';
import { overlayStrings } from './overlay-strings.ts';
import { overlayTargets } from './overlay-targets.ts';
import { portableSchemas } from './portable-schemas.ts';
import type { BundleRule, LintTarget, Problem } from './problem.ts';
import { reasonCodes } from './reason-codes.ts';
import { reasons } from './reasons.ts';
import { safePatterns } from './safe-patterns.ts';
import { signing } from './signing.ts';
import { signingStatedOnce } from './signing-stated-once.ts';
import { stringsTranslated } from './strings-translated.ts';

const stringRules: Readonly<Record<string, BundleRule>> = {
  'chinese-spacing': chineseSpacing,
  'limits-stated-once': limitsStatedOnce,
};

const rules: Readonly<Record<string, BundleRule>> = {
  extensions,
  reasons,
  'reason-codes': reasonCodes,
  'constraint-has-reason': constraintHasReason,
  'enforced-keywords': enforcedKeywords,
  'declared-headers': declaredHeaders,
  'portable-schemas': portableSchemas,
  acceptance,
  signing,
  'safe-patterns': safePatterns,
  ...stringRules,
};

/** Returns the problems that our own rules find in one bundle. */
export function lintBundle(target: LintTarget, selected = rules): Problem[] {
  return Object.entries(selected).flatMap(([rule, check]) => {
    const problems: Problem[] = [];
    check(target, (location, message) =>
      problems.push({ rule, where: `${target.name} ${location}`, message }),
    );
    return problems;
  });
}

/** Returns all problems of all contracts. The generated bundles must be up to date. */
export async function lintContracts(): Promise<Problem[]> {
  const bundles = apiNames.flatMap((api) => profiles.map((profile) => ({ api, profile })));
  const own = bundles.flatMap(({ api, profile }) =>
    lintBundle({ name: `${api} ${profile}`, document: loadBundle(api, profile) }),
  );
  // A translation differs only in its strings.
  const translated = bundles.flatMap(({ api, profile }) =>
    lintBundle({ name: `${api} ${profile} zh`, document: loadBundle(api, profile, 'zh') }, stringRules),
  );
  return [
    ...(await lintWithRedocly()),
    ...overlayTargets(),
    ...overlayStrings(),
    ...signingStatedOnce(),
    ...stringsTranslated(),
    ...own,
    ...translated,
  ];
}

async function lintWithRedocly(): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { api, skippedRules } of readApis()) {
    // Translations differ only in strings, which Redocly does not check.
    const files = profiles.map((profile) => `packages/contract/bundles/${api}/${profile}.en.json`);
    try {
      // The exceptions in redocly.yaml apply only to the sources.
      const skipped = skippedRules.flatMap((rule) => ['--skip-rule', rule]);
      const output = await redocly('lint', ...files, ...skipped);
      if (/warning/i.test(output)) problems.push({ rule: 'redocly', where: api, message: output });
    } catch (error) {
      problems.push({ rule: 'redocly', where: api, message: (error as Error).message });
    }
  }
  return [...problems, ...(await lintWorkflows())];
}

/** Lints the Arazzo workflows. They refer to the source contract, so there is nothing to bundle. */
async function lintWorkflows(): Promise<Problem[]> {
  const files = readApis()
    .map(({ contract }) => contract.replace('openapi.yaml', 'workflows.arazzo.yaml'))
    .filter((file) => existsSync(join(root, file)));
  const report = (message: string) => [{ rule: 'redocly', where: 'workflows', message }];
  return redocly('lint', ...files).then(
    (output) => (/warning/i.test(output) ? report(output) : []),
    (error: Error) => report(error.message),
  );
}
