/** Runs the sequences of contracts against a target: the edges of their limits, then sequences that fast-check draws. */

import { checkedOptions, type OptionNames } from '@pushspec/contract';
import fc from 'fast-check';
import type { Contract } from '../contract/contract.ts';
import type { Sign } from '../run/sign.ts';
import type { Strictness } from '../run/strictness.ts';
import { MissingValueError } from '../scenario/placeholders.ts';
import { PreconditionError, type Target } from '../target/target.ts';
import { NoResponseError } from '../target/wire.ts';
import { batchProperties } from './batch-properties.ts';
import { clockProperties } from './clock-properties.ts';
import { type Divergence, playSequence, type SequenceTarget } from './play-sequence.ts';
import type { Property } from './property.ts';
import { interleavedProperty, rateProperties } from './rate-properties.ts';
import type { Sequence } from './sequence.ts';
import { type NamedSequence, windowSequences } from './window-sequences.ts';

/** Options of {@link runSequences}. */
export interface SequenceOptions {
  readonly target: Target;
  /** Only contracts of the target's profile are used. */
  readonly contracts: readonly Contract[];
  readonly sign?: Sign | undefined;
  /** Seed for the drawn sequences. @default 1 */
  readonly seed?: number;
  /** Sequences drawn for each property. @default 10 */
  readonly runs?: number;
  /** Why all sequences are skipped, or `undefined` to run them. */
  readonly skipReason?: string | undefined;
  /** How strictly responses are compared with the contract. @default 'contract' */
  readonly strictness?: Strictness | undefined;
  /** Selects the properties to run. @default all */
  readonly filter?: ((name: string) => boolean) | undefined;
}

const SEQUENCE_OPTIONS: OptionNames<SequenceOptions> = {
  ...{ target: true, contracts: true, sign: true, seed: true, runs: true, filter: true },
  ...{ strictness: true, skipReason: true },
};

/** The result of a sequence, or of a property with its drawn sequences. */
export interface SequenceResult {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped. */
  readonly because?: string;
  /** Number of sequences that ran, without those for shrinking. */
  readonly runs: number;
  readonly seed: number;
  /** fast-check path that leads to the counterexample, together with the seed. */
  readonly path?: string;
  /** The shortest failing sequence, up to the step that fails. */
  readonly counterexample?: Sequence;
  readonly divergence?: Divergence;
  /** Whether one of its requests had no response. */
  readonly isSilent?: boolean;
  /** `undefined` for a property. */
  readonly api?: string;
  /** Coverage items that it shows. */
  readonly shows: readonly string[];
}

/** Resolves to a result for each sequence and property, the same ones for the same seed. */
export async function runSequences(options: SequenceOptions): Promise<SequenceResult[]> {
  const {
    target,
    contracts: all,
    sign,
    seed = 1,
    runs = 10,
    filter = () => true,
    strictness = 'contract',
    skipReason,
  } = checkedOptions('runSequences', options, SEQUENCE_OPTIONS);
  const contracts = all.filter(({ profile }) => profile === target.profile);
  const on = { target, contracts: new Map(contracts.map((one) => [one.api, one])), sign, strictness };
  const results: SequenceResult[] = [];
  // A missing response costs the time of several requests, so no further sequence runs after one.
  let because = skipReason;
  const add = async (named: Named, play: () => Promise<SequenceResult>) => {
    if (!filter(named.name)) return;
    const result =
      because === undefined ? await skippable(named, seed, play) : unplayed(named, seed, because);
    if (result.isSilent) because = `${named.name} has no response`;
    results.push(result);
  };
  for (const named of contracts.flatMap(windowSequences)) await add(named, () => playNamed(on, named, seed));
  for (const property of await propertiesOf(contracts, seed))
    await add(property, () => checkProperty(on, property, { seed, runs }));
  // The endpoint responded before, so the earlier results remain valid.
  if (because === undefined) await target.reset?.().catch(() => undefined);
  return results;
}

interface Named {
  readonly name: string;
  readonly api?: string;
}

function unplayed({ name, api }: Named, seed: number, because: string): SequenceResult {
  const common = { name, runs: 0, seed, shows: [], ...(api !== undefined && { api }) };
  return { ...common, outcome: 'skipped', because };
}

async function propertiesOf(contracts: readonly Contract[], seed: number): Promise<Property[]> {
  const own = await Promise.all(
    contracts.map(async (contract) => [
      ...rateProperties(contract),
      ...(await batchProperties(contract, seed)),
      ...(await clockProperties(contract, seed)),
    ]),
  );
  return [...own.flat(), ...interleavedProperty(contracts)];
}

/** Whether the target or configuration lacks something that a sequence needs. */
function isUnplayable(error: unknown): error is Error {
  return error instanceof PreconditionError || error instanceof MissingValueError;
}

async function skippable(
  named: Named,
  seed: number,
  play: () => Promise<SequenceResult>,
): Promise<SequenceResult> {
  try {
    return await play();
  } catch (error) {
    const message = (error as Error).message;
    const result = unplayed(named, seed, message);
    if (isUnplayable(error)) return result;
    const { because: _, ...common } = result;
    const problem = { what: 'request', expected: 'a response', got: message };
    const isSilent = error instanceof NoResponseError;
    return { ...common, outcome: 'failed', divergence: { step: 0, problem }, ...(isSilent && { isSilent }) };
  }
}

async function playNamed(
  on: SequenceTarget,
  { name, sequence, api, shows }: NamedSequence,
  seed: number,
): Promise<SequenceResult> {
  const divergence = await playSequence(on, sequence);
  const common = { name, api, runs: 1, seed };
  if (!divergence) return { ...common, outcome: 'passed', shows };
  return { ...common, outcome: 'failed', shows: [], divergence, counterexample: upTo(sequence, divergence) };
}

async function checkProperty(
  on: SequenceTarget,
  { name, sequences }: Property,
  { seed, runs }: { seed: number; runs: number },
): Promise<SequenceResult> {
  let unplayableError: Error | undefined;
  const holds = fc.asyncProperty(sequences, async (sequence) => {
    try {
      return unplayableError !== undefined || (await playSequence(on, sequence)) === undefined;
    } catch (error) {
      if (!isUnplayable(error) && !(error instanceof NoResponseError)) throw error;
      unplayableError = error;
      return true;
    }
  });
  const { failed, counterexample, counterexamplePath, numRuns, errorInstance } = await fc.check(holds, {
    seed,
    numRuns: runs,
  });
  if (unplayableError) throw unplayableError;
  if (!failed) return { name, outcome: 'passed', runs: numRuns, seed, shows: [] };
  if (errorInstance instanceof Error && !counterexample) throw errorInstance;
  const [sequence] = counterexample ?? [];
  const divergence = sequence && (await playSequence(on, sequence));
  return {
    name,
    outcome: 'failed',
    runs: numRuns,
    seed,
    shows: [],
    ...(counterexamplePath !== null && { path: counterexamplePath }),
    ...(sequence && { counterexample: divergence ? upTo(sequence, divergence) : sequence }),
    ...(divergence && { divergence }),
  };
}

function upTo(sequence: Sequence, { step }: Divergence): Sequence {
  return { ...sequence, steps: sequence.steps.slice(0, step + 1) };
}
