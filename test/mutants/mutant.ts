/** A mutant: a server, a client or a mock that is wrong in one thing, and where to look for it. */
import type { Contract, Scenario, SequenceOptions, Target } from '@pushspec/conformance';

export type MutantTarget = Target & { close(): Promise<void> };

export interface Mutant {
  /** Unique among all mutants. */
  readonly id: string;
  /** What is wrong with it, in a sentence. */
  readonly wrong: string;
  /** The kind of mutation, by which kill rates are counted. */
  readonly kind: string;
  readonly artefact: 'server' | 'client' | 'mock';
  /** The true contract. */
  readonly contract: Contract;
  /** Makes it. Rejects where the artefact itself finds out that it has been given nonsense. */
  create(): Promise<MutantTarget>;
  /** Whether a case looks at the place that is wrong. These are played first. */
  touches(scenarios: readonly Scenario[]): readonly Scenario[] | Promise<readonly Scenario[]>;
  /** Sequences that look at it: names of {@link SequenceOptions.filter}. */
  readonly sequences?: NonNullable<SequenceOptions['filter']>;
}

export type Fate =
  /** By this case, with what it expected and got. */
  | { readonly outcome: 'killed'; readonly by: string; readonly why: string; readonly played: number }
  | { readonly outcome: 'survived'; readonly played: number }
  /** The artefact does not start with it: no mutant that could be killed. */
  | { readonly outcome: 'stillborn'; readonly why: string };
