/** A mutant: a server, client or mock with one error, and the cases that may find it. */
import type { Contract, Scenario, SequenceOptions, Target } from '@pushspec/conformance';

export type MutantTarget = Target & { close(): Promise<void> };

export interface Mutant {
  /** Unique among all mutants. */
  readonly id: string;
  /** What is wrong with it, in one sentence. */
  readonly wrong: string;
  /** The kind of mutation, by which kill rates are counted. */
  readonly kind: string;
  readonly artifact: 'server' | 'client' | 'mock';
  /** The unchanged contract. */
  readonly contract: Contract;
  /** Creates it. Rejects if the artifact itself detects the error. */
  create(): Promise<MutantTarget>;
  /** Whether a case touches the error. These run first. */
  touches(scenarios: readonly Scenario[]): readonly Scenario[] | Promise<readonly Scenario[]>;
  /** Names of sequences that touch it, for {@link SequenceOptions.filter}. */
  readonly sequences?: NonNullable<SequenceOptions['filter']>;
}

export type Fate =
  /** Killed by this case, with what it expected and got. */
  | { readonly outcome: 'killed'; readonly by: string; readonly why: string; readonly played: number }
  | { readonly outcome: 'survived'; readonly played: number }
  /** The artifact does not start with it, so it cannot be killed. */
  | { readonly outcome: 'stillborn'; readonly why: string };
