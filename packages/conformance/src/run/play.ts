/** One scenario against one target: establish what is given, send, compare. */
import { isDeepStrictEqual } from 'node:util';
import type { OperationEntry, RateLimit } from '@pushspec/contract';
import {
  type Contract,
  comparedBits,
  operationFacts,
  operationOf,
  responseOf,
} from '../contract/contract.ts';
import type { Judge } from '../contract/judge.ts';
import { parsedJson, type Violation } from '../contract/violation.ts';
import type { Exchange } from '../coverage/exchange.ts';
import { fill, type Meanings, MissingValue } from '../scenario/placeholders.ts';
import { ACCEPTED, type Expectation, type Scenario } from '../scenario/scenario.ts';
import { CannotEstablish, type Staging, type Target } from '../target/target.ts';
import type { WireAnswer, WireRequest } from '../target/wire.ts';
import { knowledgeOf } from '../vendors/vendor.ts';
import { contextOf } from './context.ts';
import { answerProblems, envelopeProblems, reasonOf } from './expectation.ts';
import { establish, isCountedFor } from './given.ts';
import { type Problem, shown as shownText } from './match.ts';
import type { Pace } from './pace.ts';
import type { Patience } from './patience.ts';
import { earlyLimit, limitedBy, refuseLate } from './rate-limited.ts';
import { filledCall, type RequestContext, requestOfCall, requestOfRaw } from './request.ts';
import { sentProblems } from './sent-requests.ts';
import type { Sign } from './sign.ts';
import type { Strictness } from './strictness.ts';
import { verdictProblems } from './verdict.ts';

export interface PlayOptions {
  readonly scenario: Scenario;
  readonly target: Target;
  readonly contract: Contract;
  readonly judge: Judge;
  readonly sign: Sign | undefined;
  readonly pace: Pace;
  readonly patience: Patience;
  readonly strictness: Strictness;
  /** Whether rate limits with long windows are used up where counts cannot be reset. */
  readonly exhausts: boolean | undefined;
}

export interface Played {
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly because?: string;
  readonly problems?: readonly Problem[];
  readonly verdictChecked: boolean;
  /** What was sent and which code came back, where it is as it was expected. */
  readonly exchange?: Exchange;
}

/** What became of a scenario. Never rejects: a target that does not answer has failed it. */
export async function play(options: PlayOptions): Promise<Played> {
  const { scenario, target } = options;
  const exception = scenario.except[target.name];
  if (exception !== undefined) return skipped(exception);
  if (scenario.raw && !target.send) return skipped('plays typed calls only');
  if (scenario.onlyNotes && options.strictness !== 'exact')
    return skipped('only NOTES.md states this rule: --exact plays it');
  try {
    return await performed(options);
  } catch (error) {
    if (error instanceof CannotEstablish || error instanceof MissingValue) return skipped(error.message);
    options.patience.see(error);
    return compared([{ what: 'play', expected: 'an answer', got: String((error as Error).message) }], false);
  }
}

function skipped(because: string): Played {
  return { outcome: 'skipped', because, verdictChecked: false };
}

function compared(problems: readonly Problem[], verdictChecked: boolean, exchange?: Exchange): Played {
  if (problems.length > 0) return { outcome: 'failed', problems, verdictChecked };
  return { outcome: 'passed', verdictChecked, ...(exchange && { exchange }) };
}

async function performed(options: PlayOptions, isAgain = false): Promise<Played> {
  const { scenario, target, contract } = options;
  const entry = operationOf(contract, scenario.operation);
  // What is reset before each scenario, and what counts no requests, needs no care.
  const pace = target.reset || target.stage ? undefined : options.pace;
  const limited = limitedBy(target, scenario.vendor, entry);
  if (!target.stage) await establish({ ...options, pace, contextOf: () => contextOf({ ...options, entry }) });
  refuseNarrowSkew(options);
  if (pace) await keepPace(options, pace, limited);
  const context = contextOf({ ...options, entry });
  if (scenario.call && target.call) return calledTarget(options, context);
  const request = requestOf(scenario, context);
  refuseKnownSender(options, request);
  const violations = options.judge.request(scenario.operation, request);
  const staging = target.stage?.({ scenario, contract, request, violations }) ?? {};
  if ('skip' in staging) return skipped(staging.skip);
  if (!target.send) return skipped('takes no request over HTTP');
  const headers = { ...request.headers, ...staging.headers };
  const answer = await options.patience.send({ ...request, headers }).finally(() => pace?.answered());
  if (pace) refuseLate(scenario, pace, limited);
  const early = pace && earlyLimit(scenario, { contract, entry: limited, answer });
  if (pace && early) return refusedEarly(options, { pace, entry: limited, limit: early, isAgain });
  return judged(options, { entry, request, violations, answer, staging, meanings: context.meanings });
}

/** Waits until one more request fits, unless it is the one too many. The request is made anew afterwards, as time has passed. */
async function keepPace(options: PlayOptions, pace: Pace, entry: OperationEntry): Promise<void> {
  const context = contextOf({ ...options, entry });
  refuseKnownSender(options, requestOf(options.scenario, context));
  if (options.scenario.given.exhausted !== undefined) pace.note(entry, isCountedFor(context));
  else await pace.before(entry, isCountedFor(context));
}

/** Whole seconds stand in a Date, and a request is on its way for a moment. */
const LEAST_SKEW_SECONDS = 2;

function refuseNarrowSkew({ scenario, target }: PlayOptions): void {
  if (target.holdsClock || target.stage || !knowledgeOf(scenario.vendor).signed) return;
  const { clockSkewSeconds: skew = 0 } = target.config[scenario.vendor] as { clockSkewSeconds?: number };
  if (skew > 0 && skew < LEAST_SKEW_SECONDS)
    throw new CannotEstablish(
      `its configuration has clockSkewSeconds ${skew}, which no Date meets for sure while its clock runs`,
    );
}

/** A body that is to be refused for its credentials must not have those of the configuration by chance. */
function refuseKnownSender({ scenario, contract, target }: PlayOptions, { body }: WireRequest): void {
  const { anonymous, isKnown } = knowledgeOf(scenario.vendor);
  const refusal = reasonOf(contract, anonymous ?? ACCEPTED)?.status;
  const value = body && parsedJson(body);
  if (!isKnown || value === undefined || refusal === undefined || scenario.given.fault !== undefined) return;
  if (reasonOf(contract, scenario.reason)?.status !== refusal) return;
  if (isKnown(value, target.config, comparedBits(contract)))
    throw new CannotEstablish('the configuration has the very credentials that are to be refused');
}

function requestOf({ call, raw }: Scenario, context: RequestContext): WireRequest {
  return call ? requestOfCall(call, context) : requestOfRaw(raw ?? {}, context);
}

/** A target that plays calls itself says how they ended: the reason of the contract, or a result. */
async function calledTarget(
  { scenario, target, contract }: PlayOptions,
  context: RequestContext,
): Promise<Played> {
  const { vendor, reason } = scenario;
  const call = filledCall(scenario.call ?? {}, context);
  const outcome = await target.call?.({ vendor, call, credential: context.credential });
  const known = reasonOf(contract, reason);
  const got = outcome?.accepted === false ? outcome.reason : ACCEPTED;
  // A failure that hides in a success may say more than that: then the client has a closer reason.
  const isCloser = known?.outcome === 'rejected' && known.status === undefined && got !== ACCEPTED;
  const expected = isCloser ? got : known?.outcome === 'rejected' ? reason : ACCEPTED;
  const request = requestOfCall(call, context);
  const problems = expected === got ? [] : [{ what: 'reason', expected, got }];
  const { secrets, boundHeaders, ownHeaders } = knowledgeOf(vendor);
  const hidden = secrets(target.config).filter((secret) => secret !== undefined && secret !== '') as string[];
  problems.push(
    ...sentProblems({ outcome, expected: request, freeHeaders: [boundHeaders, ownHeaders], secrets: hidden }),
  );
  const { config } = target;
  const nowMs = context.meanings.now;
  return compared(problems, false, { scenario, request, shown: got, verdictChecked: false, nowMs, config });
}

interface Sent {
  entry: OperationEntry;
  request: WireRequest;
  violations: readonly Violation[];
  answer: WireAnswer;
  staging: Exclude<Staging, { skip: string }>;
  meanings: Meanings;
}

async function judged(options: PlayOptions, sent: Sent): Promise<Played> {
  const { scenario, target, contract, judge } = options;
  const { entry, request, violations, answer, staging, meanings } = sent;
  const nowMs = meanings.now;
  const { strictness } = options;
  const others = strictness === 'exact' ? [] : (scenario.or ?? []);
  const reasons = staging.reasons ?? [scenario.reason, ...others];
  const expect = expectedIn(scenario, staging, meanings);
  const problems = [...answerProblems({ contract, entry, expect, answer, strictness })];
  if (!scenario.expect.undocumented) {
    // An example tells of another exchange, which took another time.
    const { elapsedMs: _, ...untimed } = answer;
    const timed = target.answersWithExamples ? untimed : answer;
    problems.push(...judge.answer(scenario.operation, timed, request.method).map(toProblem('answer')));
    if (request.method !== 'HEAD') {
      problems.push(...reasonProblems({ contract, entry, answer, strictness }, reasons));
    }
    if (isAccepted(scenario, contract))
      problems.push(...contentViolations(violations).map(toProblem('request')));
  }
  const verdict = await target.verdictOf?.(answer);
  if (verdict) problems.push(...verdictProblems(scenario, contract, verdict));
  const verdictChecked = verdict !== undefined;
  const shown = shownCode({ contract, entry, answer, strictness }, reasons);
  if (target.answersWithExamples && request.method !== 'HEAD')
    problems.push(...exampleProblems({ contract, entry, answer, strictness }, shown));
  const { config } = target;
  const isAsked = staging.headers !== undefined;
  return compared(problems, verdictChecked, {
    scenario,
    request,
    shown,
    verdictChecked,
    isAsked,
    nowMs,
    config,
  });
}

/** What the scenario says of the answer, with values for its placeholders. */
function expectedIn({ expect }: Scenario, { reasons }: Sent['staging'], meanings: Meanings): Expectation {
  if (reasons) return {};
  return expect.body === undefined ? expect : { ...expect, body: fill(expect.body, meanings) };
}

interface Early {
  readonly pace: Pace;
  readonly entry: OperationEntry;
  readonly limit: RateLimit;
  readonly isAgain: boolean;
}

/** The run knows what it has sent. What others have sent before it is waited for once. */
async function refusedEarly(options: PlayOptions, { pace, entry, limit, isAgain }: Early): Promise<Played> {
  const count = pace.counted(entry, limit);
  if (count > limit.requests)
    return skipped('a rate limit was reached, and what was used up cannot be given back');
  if (!isAgain && !pace.isOwn(limit)) {
    await pace.clear(entry, limit);
    return performed(options, true);
  }
  if (!pace.isFirstEarly(limit)) return skipped(`${limit.reason} refuses requests that the contract allows`);
  const within = `in ${limit.windowSeconds} s`;
  const expected = `${limit.requests} requests ${within}`;
  return compared(
    [{ what: `rate limit ${limit.reason}`, expected, got: `a refusal of request ${count} ${within}` }],
    false,
  );
}

/** Whether the answer is the contract's example of the code. */
function exampleProblems({ contract, entry, answer }: ShownIn, code: string): Problem[] {
  const example = responseOf(contract, entry, answer.status)?.examples.get(code) ?? null;
  const got = parsedJson(answer.body) ?? null;
  if (isDeepStrictEqual(example, got) || isAboutThisBody({ contract, entry, answer }, code)) return [];
  return [{ what: 'body', expected: `the example ${code}`, got: shownText(got) }];
}

/** Returns whether the response names a byte of this request, where the example names another one. */
function isAboutThisBody({ contract, entry, answer }: ShownIn, code: string): boolean {
  const { reasons } = operationFacts(contract, entry);
  const areNumbered = [reasons['malformed-json'], reasons['invalid-utf8']];
  return areNumbered.includes(code) && envelopeProblems({ contract, entry, answer, code }).length === 0;
}

/** The code that the answer itself shows: what is kept behind a success looks like one. */
function shownCode(shownIn: ShownIn, codes: readonly string[]): string {
  const code = codes.find((candidate) => envelopeProblems({ ...shownIn, code: candidate }).length === 0);
  const reason = reasonOf(shownIn.contract, code ?? ACCEPTED);
  return reason?.outcome === 'rejected' ? String(code) : ACCEPTED;
}

/** A request that is accepted has to be one that the contract allows. */
function isAccepted({ reason }: Scenario, contract: Contract): boolean {
  return reasonOf(contract, reason)?.outcome !== 'rejected';
}

/** Methods and paths are also served in other forms than the contract can write down. */
function contentViolations(violations: readonly Violation[]): readonly Violation[] {
  return violations.filter(({ part }) => part === 'header' || part === 'body' || part === 'size');
}

function toProblem(side: string) {
  return ({ part, expected, got }: Violation): Problem => ({ what: `${side} ${part}`, expected, got });
}

interface ShownIn {
  readonly contract: Contract;
  readonly entry: OperationEntry;
  readonly answer: WireAnswer;
  readonly strictness?: Strictness;
}

/** Of several acceptable reasons one has to be shown. */
function reasonProblems(shownIn: ShownIn, codes: readonly string[]): readonly Problem[] {
  const problems = codes.map((code) => envelopeProblems({ ...shownIn, code }));
  return problems.some((list) => list.length === 0) ? [] : (problems[0] ?? []);
}
