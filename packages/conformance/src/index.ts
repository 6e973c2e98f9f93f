/**
 * Checks an implementation of the push APIs against the contracts.
 *
 * @example
 * ```js
 * import { httpTarget, loadContract, loadScenarios, runScenarios, textReport } from '@pushspec/conformance';
 * import { developmentConfig } from '@pushspec/contract';
 *
 * const url = 'http://127.0.0.1:4010';
 * const target = await httpTarget({ url, config: developmentConfig, profile: 'documented' });
 * const contracts = [loadContract('guance', 'documented')];
 * const summary = await runScenarios({ scenarios: await loadScenarios({ api: 'guance' }), contracts, target });
 * await target.close();
 * console.log(textReport(summary, { contracts }));
 * ```
 */

// Contracts and their validators.
export { type Contract, contractOf, loadContract } from './contract/contract.ts';
export { type ContractValidator, createContractValidator } from './contract/contract-validator.ts';
export type { Violation } from './contract/violation.ts';
// Coverage of the contracts.
export { type Behavior, behaviorsOf } from './coverage/behaviors.ts';
export {
  type ApiCoverage,
  type Counts,
  type Coverage,
  type CoverageOptions,
  coverageOf,
  type Missing,
} from './coverage/coverage.ts';
export { coverageJson, coverageLine, coverageText } from './coverage/coverage-text.ts';
export { createObserver, type Observer, rulesOf } from './coverage/observer.ts';
export { createPlan, type Plan } from './coverage/plan.ts';
export type { Rule, Side } from './coverage/rule.ts';
export { uncoveredBehaviors } from './coverage/uncovered-behaviors.ts';
export { uncoveredRules } from './coverage/uncovered-rules.ts';
// Known differences.
export {
  type KnownDifference,
  type MatchedDifferences,
  matchDifferences,
  parseDifferences,
} from './differences/known-differences.ts';
// Examples on documentation pages.
export { checkDocs, type DocsOptions, type ShownResult } from './docs/check-docs.ts';
export { type ShownExample, shownExamples } from './docs/shown-examples.ts';
// Generated cases.
export { type AffectedCases, type AffectedCasesOptions, affectedCases } from './generate/affected-cases.ts';
export { type GenerateOptions, generateCases } from './generate/generate-cases.ts';
export { type GeneratedCase, isGenerated } from './generate/generated-case.ts';
export { matchingStrings } from './generate/matching-strings.ts';
// Real endpoints: harmless scenarios, snapshots and evidence for assumptions.
export type { Evidence } from './live/evidence.ts';
export { type LiveRules, liveSkipReason } from './live/live-rules.ts';
export { type LiveOptions, type LiveRun, runLive } from './live/run-live.ts';
export { type Snapshot, snapshotOf } from './live/snapshot.ts';
export { type SnapshotFolder, snapshotFolder } from './live/snapshot-folder.ts';
export { type FailureGroup, failureGroups } from './report/failure-groups.ts';
export { type HtmlReportOptions, htmlReport } from './report/html.ts';
export { resultLine, sequenceLine, summaryLine } from './report/json-lines.ts';
export { junitReport } from './report/junit.ts';
export { liveJson, liveLines } from './report/live-text.ts';
export {
  type CaseCounts,
  countCases,
  countsText,
  type ReportedCase,
  reportedCases,
} from './report/reported-case.ts';
export { sequenceText } from './report/sequence-text.ts';
export { hints, type SharedCause, sharedCauses } from './report/shared-cause.ts';
export { type TextReportOptions, textReport } from './report/text.ts';
// Running scenarios.
export type { Problem } from './run/match.ts';
export {
  type AbortedRun,
  EmptyRunError,
  type Result,
  type RunOptions,
  runScenarios,
  type Summary,
} from './run/run.ts';
export type { Sign, SignInput } from './run/sign.ts';
export type { Strictness } from './run/strictness.ts';
export { loadScenarios, parseScenario, ScenarioError } from './scenario/load.ts';
export {
  ACCEPTED,
  type Call,
  type Expectation,
  type Given,
  type RawRequest,
  type Scenario,
} from './scenario/scenario.ts';
// Sequences of requests at set times of a frozen clock.
export { runSequences, type SequenceOptions, type SequenceResult } from './sequences/run-sequences.ts';
export type { Sequence, Step } from './sequences/sequence.ts';
export { type HttpTarget, type HttpTargetOptions, httpTarget } from './target/http-target.ts';
// Targets.
export { SandboxError } from './target/sandbox.ts';
export {
  type CallOutcome,
  PreconditionError,
  type StagePlan,
  type Staging,
  type Target,
  type TypedCall,
  type Verdict,
} from './target/target.ts';
export {
  NoResponseError,
  openWire,
  type Wire,
  type WireOptions,
  type WireRequest,
  type WireResponse,
} from './target/wire.ts';
// A complete verification.
export { casesOf, type Verification, type VerifyOptions, verify } from './verify.ts';
