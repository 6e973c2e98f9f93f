/** Plays a sequence against a target and says where it first differs. */
import type { Vendor } from '@pushspec/contract';
import { type Contract, operationOf } from '../contract/contract.ts';
import { contextOf } from '../run/context.ts';
import { envelopeProblems, reasonOf } from '../run/expectation.ts';
import { establish } from '../run/given.ts';
import type { Problem } from '../run/match.ts';
import { redactProblem } from '../run/redact.ts';
import { filledCall, requestOfCall, requestOfRaw } from '../run/request.ts';
import type { Sign } from '../run/sign.ts';
import type { Strictness } from '../run/strictness.ts';
import { ACCEPTED, type Scenario } from '../scenario/scenario.ts';
import { CannotEstablish, type Target, type Verdict } from '../target/target.ts';
import { secretsOf } from '../vendors/vendor.ts';
import { SEQUENCE_START_MS, type Sequence, type Step } from './sequence.ts';

export interface SequenceTarget {
  readonly target: Target;
  readonly contracts: ReadonlyMap<Vendor, Contract>;
  readonly sign: Sign | undefined;
  readonly strictness: Strictness;
}

/** A step that has not come to what was expected. */
export interface Divergence {
  /** Index in the sequence. */
  readonly step: number;
  readonly problem: Problem;
}

/**
 * The first step that comes to something else than it expects, or undefined.
 * Throws {@link CannotEstablish} where the target's clock cannot be held.
 */
export async function playSequence(on: SequenceTarget, sequence: Sequence): Promise<Divergence | undefined> {
  const { target } = on;
  const [first] = sequence.steps;
  if (!target.reset || !target.setClock) throw new CannotEstablish('its clock cannot be set');
  await target.reset();
  let nowMs = sequence.startMs ?? SEQUENCE_START_MS;
  await target.setClock(nowMs);
  for (const [vendor, settings] of Object.entries(sequence.config)) {
    if (!target.configure) throw new CannotEstablish('its configuration cannot be changed');
    await target.configure(vendor as Vendor, settings);
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

/** Each vendor's requests are kept as its own. */
async function keptProblem(
  { target }: SequenceTarget,
  { kept = {} }: Sequence,
): Promise<Problem | undefined> {
  for (const [vendor, expected] of Object.entries(kept)) {
    const got = await target.kept?.(vendor as Vendor);
    if (got !== undefined && got !== expected)
      return { what: `requests kept of ${vendor}`, expected: String(expected), got: String(got) };
  }
  return undefined;
}

/** A step as the scenario that it would be on its own. */
function scenarioOf({ vendor, operation, expected, ...form }: Step): Scenario {
  return {
    id: `${vendor}/step`,
    vendor,
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
  const contract = contracts.get(step.vendor);
  if (!contract) throw new Error(`there is no contract of ${step.vendor} to play a sequence by`);
  const entry = operationOf(contract, step.operation);
  return contextOf({ scenario: scenarioOf(step), target, contract, entry, sign });
}

/** Uses a limit up without forgetting or moving anything before. */
async function exhaust(on: SequenceTarget, step: Step, reason: string): Promise<void> {
  const scenario = scenarioOf({ ...step, given: { ...step.given, exhausted: reason } });
  const { reset: _, ...kept } = on.target;
  // A held clock gives back what was used up as soon as it is reset, which the sequence does at its end.
  const target: Target = {
    ...kept,
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
      vendor: step.vendor,
      call: filledCall(step.call, context),
      credential: context.credential,
    });
    const got = outcome.accepted ? ACCEPTED : outcome.reason;
    return got === wireCode(contract, step.expected)
      ? undefined
      : { what: 'reason', expected: step.expected, got };
  }
  if (!target.send) throw new CannotEstablish('it plays typed calls only');
  const request = step.call ? requestOfCall(step.call, context) : requestOfRaw(step.raw ?? {}, context);
  const answer = await target.send(request);
  const [problem] = envelopeProblems({
    ...{ contract, entry, answer, code: step.expected },
    strictness: on.strictness,
  });
  return problem ?? (step.isWhole ? itemProblem(await target.verdictOf?.(answer), step) : undefined);
}

/** A batch is taken or refused as a whole. */
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

/** What a client sees of a code: nothing of what happens behind a success. */
function wireCode(contract: Contract, code: string): string {
  return reasonOf(contract, code)?.outcome === 'rejected' ? code : ACCEPTED;
}
