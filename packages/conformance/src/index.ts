// Scenarios: what they are, and how they are read.

// What they are judged by.
export { type Contract, contractOf, loadContract } from './contract/contract.ts';
export { createJudge, type Judge } from './contract/judge.ts';
export type { Violation } from './contract/violation.ts';
// What came of it.
export { type Behaviour, behavioursOf } from './coverage/behaviours.ts';
export { gaps } from './coverage/gaps.ts';
export { resultLine, summaryLine } from './report/json-lines.ts';
export { textReport } from './report/text.ts';
// Playing them.
export type { Problem } from './run/match.ts';
export { EmptyRunError, type Result, type RunOptions, runScenarios, type Summary } from './run/run.ts';
export type { Sign, SignInput } from './run/sign.ts';
export { loadScenarios, parseScenario, ScenarioError } from './scenario/load.ts';
export {
  ACCEPTED,
  type Call,
  type Expectation,
  type Given,
  type RawRequest,
  type Scenario,
} from './scenario/scenario.ts';
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
export { openWire, type Wire, type WireAnswer, type WireRequest } from './target/wire.ts';
