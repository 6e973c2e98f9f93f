/** Runs the sequences of contracts against a target: the edges of their limits, then what fast-check draws. */
import fc from 'fast-check';
import type { Contract } from '../contract/contract.ts';
import type { Sign } from '../run/sign.ts';
import type { Strictness } from '../run/strictness.ts';
import { MissingValue } from '../scenario/placeholders.ts';
import { CannotEstablish, type Target } from '../target/target.ts';
import { batchProperties } from './batch-properties.ts';
import { clockProperties } from './clock-properties.ts';
import { type Divergence, playSequence, type SequenceTarget } from './play-sequence.ts';
import type { Property } from './property.ts';
import { interleavedProperty, rateProperties } from './rate-properties.ts';
import type { Sequence } from './sequence.ts';
import { type NamedSequence, windowSequences } from './window-sequences.ts';

export interface SequenceOptions {
  readonly target: Target;
  /** Those of the target's profile are used. */
  readonly contracts: readonly Contract[];
  readonly sign?: Sign | undefined;
  /** What is drawn follows from it. @default 1 */
  readonly seed?: number;
  /** Sequences drawn for each property. @default 10 */
  readonly runs?: number;
  /** How closely responses are compared with the contract. @default 'contract' */
  readonly strictness?: Strictness | undefined;
  /** Of the properties, only those. @default all */
  readonly filter?: ((name: string) => boolean) | undefined;
}

export interface SequenceResult {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped. */
  readonly because?: string;
  /** Sequences that were played; after a failure, without those of shrinking. */
  readonly runs: number;
  readonly seed: number;
  /** With the seed, what leads fast-check straight to the counterexample. */
  readonly path?: string;
  /** The shortest sequence found that differs, cut off behind the step that does. */
  readonly counterexample?: Sequence;
  readonly divergence?: Divergence;
  /** What it has shown of the contract of its vendor. */
  readonly vendor?: string;
  readonly shows: readonly string[];
}

/** Resolves to a result for each sequence and property, always the same ones for the same seed. */
export async function runSequences({
  target,
  contracts: all,
  sign,
  seed = 1,
  runs = 10,
  filter = () => true,
  strictness = 'contract',
}: SequenceOptions): Promise<SequenceResult[]> {
  const contracts = all.filter(({ profile }) => profile === target.profile);
  const on = { target, contracts: new Map(contracts.map((one) => [one.vendor, one])), sign, strictness };
  const results: SequenceResult[] = [];
  for (const named of contracts.flatMap(windowSequences)) {
    if (filter(named.name)) results.push(await skippable(named, seed, () => playNamed(on, named, seed)));
  }
  for (const property of await propertiesOf(contracts, seed)) {
    if (filter(property.name))
      results.push(await skippable(property, seed, () => checkProperty(on, property, { seed, runs })));
  }
  await target.reset?.();
  return results;
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

/** Whether the target, or the configuration, lacks what a sequence needs. */
function isUnplayable(error: unknown): error is Error {
  return error instanceof CannotEstablish || error instanceof MissingValue;
}

async function skippable(
  { name, vendor }: { name: string; vendor?: string },
  seed: number,
  play: () => Promise<SequenceResult>,
): Promise<SequenceResult> {
  try {
    return await play();
  } catch (error) {
    const common = { name, runs: 0, seed, shows: [], ...(vendor !== undefined && { vendor }) };
    const message = (error as Error).message;
    if (isUnplayable(error)) return { ...common, outcome: 'skipped', because: message };
    const problem = { what: 'play', expected: 'a response', got: message };
    return { ...common, outcome: 'failed', divergence: { step: 0, problem } };
  }
}

async function playNamed(
  on: SequenceTarget,
  { name, sequence, vendor, shows }: NamedSequence,
  seed: number,
): Promise<SequenceResult> {
  const divergence = await playSequence(on, sequence);
  const common = { name, vendor, runs: 1, seed };
  if (!divergence) return { ...common, outcome: 'passed', shows };
  return { ...common, outcome: 'failed', shows: [], divergence, counterexample: upTo(sequence, divergence) };
}

async function checkProperty(
  on: SequenceTarget,
  { name, sequences }: Property,
  { seed, runs }: { seed: number; runs: number },
): Promise<SequenceResult> {
  let unable: Error | undefined;
  const holds = fc.asyncProperty(sequences, async (sequence) => {
    try {
      return unable !== undefined || (await playSequence(on, sequence)) === undefined;
    } catch (error) {
      if (!isUnplayable(error)) throw error;
      unable = error;
      return true;
    }
  });
  const { failed, counterexample, counterexamplePath, numRuns, errorInstance } = await fc.check(holds, {
    seed,
    numRuns: runs,
  });
  if (unable) throw unable;
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
