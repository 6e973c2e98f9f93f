/** Runs a sequence against a target and reports its first difference. */
import type { ApiName } from '@pushspec/contract';
import { secretsOf } from '../apis/api-adapter.ts';
import { type Contract, operationOf } from '../contract/contract.ts';
import { contextOf } from '../run/context.ts';
import { envelopeProblems, reasonOf } from '../run/expectation.ts';
import type { Problem } from '../run/match.ts';
import { establish } from '../run/preconditions.ts';
import { redactProblem } from '../run/redact.ts';
import { filledCall, requestOfCall, requestOfRaw } from '../run/request.ts';
import type { Sign } from '../run/sign.ts';
import type { Strictness } from '../run/strictness.ts';
import { ACCEPTED, type Scenario } from '../scenario/scenario.ts';
import { PreconditionError, type Target, type Verdict } from '../target/target.ts';
import { SEQUENCE_START_MS, type Sequence, type Step } from './sequence.ts';

export interface SequenceTarget {
  readonly target: Target;
  readonly contracts: ReadonlyMap<ApiName, Contract>;
  readonly sign: Sign | undefined;
  readonly strictness: Strictness;
}

/** A step with an unexpected result. */
export interface Divergence {
  /** Index in the sequence. */
  readonly step: number;
  readonly problem: Problem;
}

/**
 * Resolves to the first step with an unexpected result, or to `undefined`.
 * Rejects with {@link PreconditionError} if the target's clock cannot be frozen.
 */
export async function playSequence(on: SequenceTarget, sequence: Sequence): Promise<Divergence | undefined> {
  const { target } = on;
  const [first] = sequence.steps;
  if (!target.reset || !target.setClock) throw new PreconditionError('its clock cannot be set');
  await target.reset();
  let nowMs = sequence.startMs ?? SEQUENCE_START_MS;
  await target.setClock(nowMs);
  for (const [api, settings] of Object.entries(sequence.config)) {
    if (!target.configure) throw new PreconditionError('its configuration cannot be changed');
    await target.configure(api as ApiName, settings);
  }
  if (sequence.exhausted !== undefined && first) await exhaust(on, first, sequence.exhausted);
  for (const [index, step] of sequence.steps.entries()) {
    nowMs += step.afterMs;
    if (step.afterMs !== 0) await target.setClock(nowMs);
    const problem = await playStep(on, step);
    if (problem) return { step: index, problem: redactProblem(problem, secretsOf(target.config)) };
  }
  const problem = await keptProblem(on, sequence);
  return problem && { step: sequence.steps.length - 1, problem };
}

/** Checks that each vendor's requests are stored separately. */
async function keptProblem(
  { target }: SequenceTarget,
  { storedRequests = {} }: Sequence,
): Promise<Problem | undefined> {
  for (const [api, expected] of Object.entries(storedRequests)) {
    const got = await target.storedRequests?.(api as ApiName);
    if (got !== undefined && got !== expected)
      return { what: `stored requests of ${api}`, expected: String(expected), got: String(got) };
  }
  return undefined;
}

/** Converts a step to a scenario. */
function scenarioOf({ api, operation, expected, ...form }: Step): Scenario {
  return {
    id: `${api}/step`,
    api,
    file: '',
    summary: '',
    operation,
    profiles: [],
    reason: expected,
    expect: {},
    except: {},
    ...form,
  };
}

function contextFor({ target, contracts, sign }: SequenceTarget, step: Step) {
  const contract = contracts.get(step.api);
  if (!contract) throw new Error(`a sequence for ${step.api} needs the contract of ${step.api}`);
  const entry = operationOf(contract, step.operation);
  return contextOf({ scenario: scenarioOf(step), target, contract, entry, sign });
}

/** Uses up a limit without a reset or a clock change before it. */
async function exhaust(on: SequenceTarget, step: Step, reason: string): Promise<void> {
  const scenario = scenarioOf({ ...step, given: { ...step.given, exhausted: reason } });
  const { reset: _, ...withoutReset } = on.target;
  // The reset at the end of the sequence restores the used-up limit.
  const target: Target = {
    ...withoutReset,
    now: on.target.now,
    config: on.target.config,
    reset: async () => undefined,
  };
  await establish({ scenario, target, contextOf: () => contextFor(on, step) });
}

async function playStep(on: SequenceTarget, step: Step): Promise<Problem | undefined> {
  const context = contextFor(on, step);
  const { contract, entry } = context;
  const { target } = on;
  if (step.call && target.call) {
    const outcome = await target.call({
      api: step.api,
      call: filledCall(step.call, context),
      credential: context.credential,
    });
    const got = outcome.accepted ? ACCEPTED : outcome.reason;
    return got === wireCode(contract, step.expected)
      ? undefined
      : { what: 'reason', expected: step.expected, got };
  }
  if (!target.send) throw new PreconditionError('it runs typed calls only');
  const request = step.call ? requestOfCall(step.call, context) : requestOfRaw(step.raw ?? {}, context);
  const response = await target.send(request);
  const [problem] = envelopeProblems({
    ...{ contract, entry, response, code: step.expected },
    strictness: on.strictness,
  });
  return problem ?? (step.isWhole ? itemProblem(await target.verdictOf?.(response), step) : undefined);
}

/** Checks that a batch is accepted or refused as a whole. */
function itemProblem(verdict: Verdict | undefined, { expected }: Step): Problem | undefined {
  const isRefused = expected !== ACCEPTED;
  const wrong = verdict?.items.find(({ outcome }) => (outcome === 'rejected') !== isRefused);
  if (!wrong) return undefined;
  return {
    what: 'verdict items',
    expected: isRefused ? 'all rejected' : 'none rejected',
    got: wrong.outcome,
  };
}

/** Returns the code that a client sees. A reason behind a success looks like a success. */
function wireCode(contract: Contract, code: string): string {
  return reasonOf(contract, code)?.outcome === 'rejected' ? code : ACCEPTED;
}
