// Scenarios: what they are, and how they are read.

// What they are judged by.
export { type Contract, contractOf, loadContract } from './contract/contract.ts';
export { createJudge, type Judge } from './contract/judge.ts';
export type { Violation } from './contract/violation.ts';
// What of the contracts they show.
export { type Behaviour, behavioursOf } from './coverage/behaviours.ts';
export {
  type Counts,
  type Coverage,
  type CoverageOptions,
  coverageOf,
  type Missing,
  type VendorCoverage,
} from './coverage/coverage.ts';
export { coverageJson, coverageLine, coverageText } from './coverage/coverage-text.ts';
export { gaps } from './coverage/gaps.ts';
export { createObserver, type Observer, rulesOf } from './coverage/observer.ts';
export { createPlan, type Plan } from './coverage/plan.ts';
export type { Rule, Side } from './coverage/rule.ts';
export { unbrokenRules } from './coverage/unbroken-rules.ts';
// What differs and is known to.
export {
  type KnownDifference,
  parseDifferences,
  type Settled,
  settle,
} from './differences/known-differences.ts';
// What pages show.
export { type DocsOptions, playDocs, type ShownResult } from './docs/play-docs.ts';
export { type ShownExample, shownExamples } from './docs/shown-examples.ts';
// Cases made by program.
export { casesTouching, type Touching, type TouchingOptions } from './generate/cases-touching.ts';
export { type GenerateOptions, generateCases } from './generate/generate-cases.ts';
export { type GeneratedCase, isGenerated } from './generate/generated-case.ts';
export { matchingTexts } from './generate/matching-texts.ts';
// Real endpoints: what may be played, what has been answered, and what it says of assumptions.
export type { Evidence } from './live/evidence.ts';
export { type LiveRules, whyNotLive } from './live/harmless.ts';
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
// Playing them.
export type { Problem } from './run/match.ts';
export {
  EmptyRunError,
  type GaveUp,
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
// Sequences of requests at instants of a clock that is held.
export { runSequences, type SequenceOptions, type SequenceResult } from './sequences/run-sequences.ts';
export type { Sequence, Step } from './sequences/sequence.ts';
// What they are played against.
export { type HttpTarget, type HttpTargetOptions, httpTarget } from './target/http-target.ts';
export {
  type CallOutcome,
  CannotEstablish,
  type StagePlan,
  type Staging,
  type Target,
  type TypedCall,
  type Verdict,
} from './target/target.ts';
export {
  NoResponse,
  openWire,
  type Wire,
  type WireAnswer,
  type WireOptions,
  type WireRequest,
} from './target/wire.ts';
// All of it at once.
export { casesOf, type Verification, type VerifyOptions, verify } from './verify.ts';
