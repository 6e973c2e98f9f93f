/** Runs one scenario against one target: establishes its preconditions, sends the request, and compares. */
import type { OperationEntry, RateLimit } from '@pushspec/contract';
import { configPartOf } from '@pushspec/contract';
import { adapterOf } from '../apis/api-adapter.ts';
import { type Contract, comparedBits, operationOf } from '../contract/contract.ts';
import type { ContractValidator } from '../contract/contract-validator.ts';
import { parsedJson, type Violation } from '../contract/violation.ts';
import type { Exchange } from '../coverage/exchange.ts';
import { fill, MissingValueError, type PlaceholderValues } from '../scenario/placeholders.ts';
import { ACCEPTED, type Expectation, type Scenario } from '../scenario/scenario.ts';
import { PreconditionError, type Staging, type Target } from '../target/target.ts';
import type { WireRequest, WireResponse } from '../target/wire.ts';
import type { AbortCheck } from './abort-check.ts';
import { contextOf } from './context.ts';
import { exampleProblems, reasonOf, reasonProblems, responseProblems, shownCode } from './expectation.ts';
import type { Problem } from './match.ts';
import type { Pace } from './pace.ts';
import { establish, isCountedFor } from './preconditions.ts';
import { earlyLimit, limitedBy, requireInTime } from './rate-limited.ts';
import { filledCall, type RequestContext, requestOfCall, requestOfRaw } from './request.ts';
import { sentProblems } from './sent-requests.ts';
import type { Sign } from './sign.ts';
import type { Strictness } from './strictness.ts';
import { verdictProblems } from './verdict.ts';

export interface PlayOptions {
  readonly scenario: Scenario;
  readonly target: Target;
  readonly contract: Contract;
  readonly validator: ContractValidator;
  readonly sign: Sign | undefined;
  readonly pace: Pace;
  readonly abortCheck: AbortCheck;
  readonly strictness: Strictness;
  /** Whether to use up rate limits with long windows if counts cannot be reset. */
  readonly exhaustsLimits: boolean | undefined;
}

export interface Played {
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly because?: string;
  readonly problems?: readonly Problem[];
  readonly verdictChecked: boolean;
  /** The request and the code of its response, if the scenario passed. */
  readonly exchange?: Exchange;
}

/** Resolves to the result of a scenario. Never rejects: a scenario without a response fails. */
export async function play(options: PlayOptions): Promise<Played> {
  const { scenario, target } = options;
  const exception = scenario.except[target.name];
  if (exception !== undefined) return skipped(exception);
  if (scenario.raw && !target.send) return skipped('runs typed calls only');
  if (scenario.onlyNotes && options.strictness !== 'exact')
    return skipped('only NOTES.md states this rule: --exact runs it');
  try {
    return await performed(options);
  } catch (error) {
    if (error instanceof PreconditionError || error instanceof MissingValueError)
      return skipped(error.message);
    options.abortCheck.inspect(error);
    return compared(
      [{ what: 'request', expected: 'a response', got: String((error as Error).message) }],
      false,
    );
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
  // A target that is reset before each scenario, or that counts no requests, needs no pacing.
  const pace = target.reset || target.stage ? undefined : options.pace;
  const limited = limitedBy(target, scenario.api, entry);
  if (!target.stage) await establish({ ...options, pace, contextOf: () => contextOf({ ...options, entry }) });
  requireWideSkew(options);
  if (pace) await waitForPace(options, pace, limited);
  const context = contextOf({ ...options, entry });
  if (scenario.call && target.call) return calledTarget(options, context);
  const request = requestOf(scenario, context);
  requireUnknownSender(options, request);
  const violations = options.validator.request(scenario.operation, request);
  const staging = target.stage?.({ scenario, contract, request, violations }) ?? {};
  if ('skip' in staging) return skipped(staging.skip);
  if (!target.send) return skipped('does not accept HTTP requests');
  const headers = { ...request.headers, ...staging.headers };
  if (scenario.given.replayed && !target.stage) await options.abortCheck.send(request);
  const response = await options.abortCheck.send({ ...request, headers }).finally(() => pace?.responded());
  if (pace) requireInTime(scenario, pace, limited);
  const early = pace && earlyLimit(scenario, { contract, entry: limited, response });
  if (pace && early) return refusedEarly(options, { pace, limit: early, isAgain });
  return validated(options, {
    entry,
    request,
    violations,
    response,
    staging,
    placeholderValues: context.placeholderValues,
  });
}

/** Waits until one more request fits, unless the scenario exceeds the limit. Rebuild the request afterwards, because time has passed. */
async function waitForPace(options: PlayOptions, pace: Pace, entry: OperationEntry): Promise<void> {
  const context = contextOf({ ...options, entry });
  requireUnknownSender(options, requestOf(options.scenario, context));
  if (options.scenario.given.exhausted !== undefined) pace.note(entry, isCountedFor(context));
  else await pace.before(entry, isCountedFor(context));
}

/** Minimum clock skew in seconds, which covers a Date in whole seconds and the latency of a request. */
const MIN_SKEW_SECONDS = 2;

function requireWideSkew({ scenario, target }: PlayOptions): void {
  if (target.hasFrozenClock || target.stage || !adapterOf(scenario.api).signed) return;
  const { clockSkewSeconds: skew = 0 } = target.config[configPartOf(scenario.api)] as {
    clockSkewSeconds?: number;
  };
  if (skew > 0 && skew < MIN_SKEW_SECONDS)
    throw new PreconditionError(
      `its configuration sets clockSkewSeconds to ${skew}, too small for a Date while its clock runs`,
    );
}

/** Throws if a body that must be refused for its credentials contains valid ones by chance. */
function requireUnknownSender({ scenario, contract, target }: PlayOptions, { body }: WireRequest): void {
  const { anonymous, isKnown } = adapterOf(scenario.api);
  const refusal = reasonOf(contract, anonymous ?? ACCEPTED)?.status;
  const value = body && parsedJson(body);
  if (!isKnown || value === undefined || refusal === undefined || scenario.given.fault !== undefined) return;
  if (reasonOf(contract, scenario.reason)?.status !== refusal) return;
  if (isKnown(value, target.config, comparedBits(contract)))
    throw new PreconditionError('the configuration has the credentials that must be refused');
}

function requestOf({ call, raw }: Scenario, context: RequestContext): WireRequest {
  return call ? requestOfCall(call, context) : requestOfRaw(raw ?? {}, context);
}

/** Runs a typed call on a target that sends calls itself, and compares its outcome. */
async function calledTarget(
  { scenario, target, contract }: PlayOptions,
  context: RequestContext,
): Promise<Played> {
  const { api, reason } = scenario;
  const call = filledCall(scenario.call ?? {}, context);
  const outcome = await target.call?.({ api, call, credential: context.credential });
  const known = reasonOf(contract, reason);
  const got = outcome?.accepted === false ? outcome.reason : ACCEPTED;
  // A failure inside a success may be more specific. Then the client reports a more specific reason.
  const isMoreSpecific = known?.outcome === 'rejected' && known.status === undefined && got !== ACCEPTED;
  const expected = isMoreSpecific ? got : known?.outcome === 'rejected' ? reason : ACCEPTED;
  const request = requestOfCall(call, context);
  const problems = expected === got ? [] : [{ what: 'reason', expected, got }];
  const { secrets, boundHeaders, ownHeaders } = adapterOf(api);
  const hidden = secrets(target.config).filter((secret) => secret !== undefined && secret !== '') as string[];
  problems.push(
    ...sentProblems({ outcome, expected: request, freeHeaders: [boundHeaders, ownHeaders], secrets: hidden }),
  );
  const { config } = target;
  const nowMs = context.placeholderValues.now;
  return compared(problems, false, { scenario, request, shown: got, verdictChecked: false, nowMs, config });
}

interface Sent {
  entry: OperationEntry;
  request: WireRequest;
  violations: readonly Violation[];
  response: WireResponse;
  staging: Exclude<Staging, { skip: string }>;
  placeholderValues: PlaceholderValues;
}

async function validated(options: PlayOptions, sent: Sent): Promise<Played> {
  const { scenario, target, contract, validator } = options;
  const { entry, request, violations, response, staging, placeholderValues } = sent;
  const nowMs = placeholderValues.now;
  const { strictness } = options;
  const others = strictness === 'exact' ? [] : (scenario.or ?? []);
  const reasons = staging.reasons ?? [scenario.reason, ...others];
  const expect = expectedIn(scenario, staging, placeholderValues);
  const problems = [...responseProblems({ contract, entry, expect, response, strictness })];
  if (!scenario.expect.undocumented) {
    // An example is from another exchange with a different duration.
    const { elapsedMs: _, ...untimed } = response;
    const timed = target.respondsWithExamples ? untimed : response;
    problems.push(
      ...validator.response(scenario.operation, timed, request.method).map(toProblem('response')),
    );
    if (request.method !== 'HEAD') {
      problems.push(...reasonProblems({ contract, entry, response, strictness }, reasons));
    }
    if (isAccepted(scenario, contract))
      problems.push(...contentViolations(violations).map(toProblem('request')));
  }
  const verdict = await target.verdictOf?.(response);
  if (verdict) problems.push(...verdictProblems(scenario, contract, verdict));
  const verdictChecked = verdict !== undefined;
  const shown = shownCode({ contract, entry, response, strictness }, reasons);
  if (target.respondsWithExamples && request.method !== 'HEAD')
    problems.push(...exampleProblems({ contract, entry, response, strictness }, shown));
  const { config } = target;
  const isResponseRequested = staging.headers !== undefined;
  return compared(problems, verdictChecked, {
    scenario,
    request,
    shown,
    verdictChecked,
    isResponseRequested,
    nowMs,
    config,
  });
}

/** Returns the scenario's expectations with placeholders filled in. */
function expectedIn(
  { expect }: Scenario,
  { reasons }: Sent['staging'],
  placeholderValues: PlaceholderValues,
): Expectation {
  if (reasons) return {};
  return expect.body === undefined ? expect : { ...expect, body: fill(expect.body, placeholderValues) };
}

interface EarlyRefusal {
  readonly pace: Pace;
  readonly limit: RateLimit;
  readonly isAgain: boolean;
}

/** Handles an early refusal. Requests that others sent before the run are waited for once. */
async function refusedEarly(options: PlayOptions, { pace, limit, isAgain }: EarlyRefusal): Promise<Played> {
  const count = pace.counted(limit);
  if (count > limit.requests) return skipped('a rate limit was reached and cannot be reset');
  if (!isAgain && !pace.isOwn(limit)) {
    await pace.clear(limit);
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

/** Whether the scenario expects acceptance, so that the contract must allow its request. */
function isAccepted({ reason }: Scenario, contract: Contract): boolean {
  return reasonOf(contract, reason)?.outcome !== 'rejected';
}

/** Ignores violations of method and path, which are also served in forms that the contract cannot express. */
function contentViolations(violations: readonly Violation[]): readonly Violation[] {
  return violations.filter(({ part }) => part === 'header' || part === 'body' || part === 'size');
}

function toProblem(side: string) {
  return ({ part, expected, got }: Violation): Problem => ({ what: `${side} ${part}`, expected, got });
}
