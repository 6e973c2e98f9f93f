/** Values that are tried at a place of a request. Whether one is valid is not said here: a validator judges the whole. */
import type { Json, JsonObject } from '@pushspec/contract';

export interface Candidate {
  /** What it is, among all that are tried at its place. */
  readonly label: string;
  readonly value: Json;
  /** How it is written in JSON, where that is not what `JSON.stringify` makes of it: `1e999`, `1.0`. */
  readonly text?: string;
}

export interface CandidateContext {
  /** Values that are valid at the place. */
  readonly valid: readonly Json[];
  /** Texts that match a pattern; the same ones for the same seed. */
  matching(pattern: string): readonly string[];
}

/** Makes candidates for the keyword of its name. */
export type CandidateMaker = (node: JsonObject, context: CandidateContext) => readonly Candidate[];

export function candidate(label: string, value: Json): Candidate {
  return { label, value };
}
