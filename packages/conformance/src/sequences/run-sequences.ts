/** Runs the sequences of contracts against a target: the edges of their limits, then what fast-check draws. */

import { checkedOptions, type OptionNames } from '@pushspec/contract';
import fc from 'fast-check';
import type { Contract } from '../contract/contract.ts';
import type { Sign } from '../run/sign.ts';
import type { Strictness } from '../run/strictness.ts';
import { MissingValue } from '../scenario/placeholders.ts';
import { CannotEstablish, type Target } from '../target/target.ts';
import { NoResponse } from '../target/wire.ts';
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
  /** Why none is played; undefined to play them. */
  readonly skipsBecause?: string | undefined;
  /** How closely responses are compared with the contract. @default 'contract' */
  readonly strictness?: Strictness | undefined;
  /** Of the properties, only those. @default all */
  readonly filter?: ((name: string) => boolean) | undefined;
}

const SEQUENCE_OPTIONS: OptionNames<SequenceOptions> = {
  ...{ target: true, contracts: true, sign: true, seed: true, runs: true, filter: true },
  ...{ strictness: true, skipsBecause: true },
};

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
  /** Whether a request of it had no response. */
  readonly isSilent?: boolean;
  /** What it has shown of the contract of its vendor. */
  readonly vendor?: string;
  readonly shows: readonly string[];
}

/** Resolves to a result for each sequence and property, always the same ones for the same seed. */
export async function runSequences(options: SequenceOptions): Promise<SequenceResult[]> {
  const {
    target,
    contracts: all,
    sign,
    seed = 1,
    runs = 10,
    filter = () => true,
    strictness = 'contract',
    skipsBecause,
  } = checkedOptions('runSequences', options, SEQUENCE_OPTIONS);
  const contracts = all.filter(({ profile }) => profile === target.profile);
  const on = { target, contracts: new Map(contracts.map((one) => [one.vendor, one])), sign, strictness };
  const results: SequenceResult[] = [];
  // One that is not answered costs the time of several requests: after that no other is played.
  let because = skipsBecause;
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
  // What is not answered now was answered before: the results stand.
  if (because === undefined) await target.reset?.().catch(() => undefined);
  return results;
}

interface Named {
  readonly name: string;
  readonly vendor?: string;
}

function unplayed({ name, vendor }: Named, seed: number, because: string): SequenceResult {
  const common = { name, runs: 0, seed, shows: [], ...(vendor !== undefined && { vendor }) };
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

/** Whether the target, or the configuration, lacks what a sequence needs. */
function isUnplayable(error: unknown): error is Error {
  return error instanceof CannotEstablish || error instanceof MissingValue;
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
    const problem = { what: 'play', expected: 'a response', got: message };
    const isSilent = error instanceof NoResponse;
    return { ...common, outcome: 'failed', divergence: { step: 0, problem }, ...(isSilent && { isSilent }) };
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
      if (!isUnplayable(error) && !(error instanceof NoResponse)) throw error;
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
