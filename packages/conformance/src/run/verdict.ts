/** Checks a target's verdict on a request. */
import type { Json } from '@pushspec/contract';
import type { Contract } from '../contract/contract.ts';
import type { ExpectedVerdict, Scenario } from '../scenario/scenario.ts';
import type { Verdict, VerdictFinding } from '../target/target.ts';
import { reasonOf } from './expectation.ts';
import { mismatches, type Problem } from './match.ts';

/** Returns how the verdict differs from the scenario. */
export function verdictProblems(scenario: Scenario, contract: Contract, verdict: Verdict): Problem[] {
  const reason = reasonOf(contract, scenario.reason);
  const expected = scenario.expect.verdict ?? {};
  const codes = {
    reasons: verdict.reasons.map(({ code }) => code),
    warnings: verdict.warnings.map(({ code }) => code),
    items: verdict.items.flatMap(({ transformed }) => transformed.map(({ code }) => code)),
  };
  const outcome =
    expected.outcome ??
    (reason === undefined ? 'accepted' : reason.outcome === 'rejected' ? 'rejected' : undefined);
  return [
    ...(outcome === undefined ? [] : outcomeProblems(outcome, verdict.outcome, codes.reasons)),
    ...(reason === undefined
      ? []
      : codeProblems('verdict', [scenario.reason], codes[VERDICT_PART[reason.outcome]])),
    ...codeProblems('verdict reasons', expected.reasons, codes.reasons),
    ...codeProblems('verdict warnings', expected.warnings, codes.warnings),
    ...itemProblems(expected.items, verdict),
    ...findingsOf(verdict).flatMap((finding) => findingProblems(contract, finding)),
  ];
}

/** Compares outcomes. The problem names the reasons, because they explain what went wrong. */
function outcomeProblems(expected: string, got: string, reasons: readonly string[]): Problem[] {
  const why = reasons.length === 0 ? '' : ` (${reasons.join(', ')})`;
  return mismatches('verdict outcome', expected, got).map((one) => ({ ...one, got: one.got + why }));
}

function findingsOf({ reasons, warnings, items }: Verdict): VerdictFinding[] {
  return [...reasons, ...warnings, ...items.flatMap(({ transformed }) => transformed)];
}

/** Fields that a verdict repeats from the contract. Its fix may be more specific, so it is not compared. */
const REPEATED = ['outcome', 'provenance', 'source', 'note'] as const;

function findingProblems({ reasons }: Contract, finding: VerdictFinding): Problem[] {
  const reason = reasons[finding.code];
  // A code outside the contract, such as for a path that the target does not serve.
  if (!reason) return [];
  return REPEATED.flatMap((field) =>
    finding[field] === undefined
      ? []
      : mismatches(
          `verdict ${finding.code} ${field}`,
          (reason[field] ?? null) as Json,
          finding[field] as Json,
        ),
  );
}

/** The part of a verdict that lists the reasons of each outcome. */
const VERDICT_PART = {
  rejected: 'reasons',
  ignored: 'reasons',
  warning: 'warnings',
  transformed: 'items',
} as const;

function codeProblems(
  what: string,
  expected: readonly string[] | undefined,
  got: readonly string[],
): Problem[] {
  if (expected === undefined) return [];
  const fits = expected.length === 0 ? got.length === 0 : expected.every((code) => got.includes(code));
  return fits ? [] : [{ what, expected: expected.join(', ') || 'none', got: got.join(', ') || 'none' }];
}

function itemProblems(expected: ExpectedVerdict['items'], { items }: Verdict): Problem[] {
  if (expected === undefined) return [];
  if (expected.length !== items.length) {
    return [{ what: 'verdict items', expected: String(expected.length), got: String(items.length) }];
  }
  return expected.flatMap(({ outcome, transformed, result }, index) => {
    const item = items[index];
    const codes = item?.transformed.map(({ code }) => code) ?? [];
    const what = `verdict items/${index}`;
    return [
      ...(outcome === undefined ? [] : mismatches(`${what} outcome`, outcome, item?.outcome)),
      ...codeProblems(`${what} transformed`, transformed, codes),
      ...(result === undefined ? [] : mismatches(`${what} result`, result, item?.result)),
    ];
  });
}
