/** Values to try at a location of a request. A validator decides whether the whole request is valid. */
import type { Json, JsonObject } from '@pushspec/contract';

export interface Candidate {
  /** Describes the value among all that are tried at its location. */
  readonly label: string;
  readonly value: Json;
  /** Its JSON if `JSON.stringify` writes it differently, such as `1e999` or `1.0`. */
  readonly literal?: string;
}

export interface CandidateContext {
  /** Values that are valid at the location. */
  readonly valid: readonly Json[];
  /** Returns strings that match a pattern, the same ones for the same seed. */
  matching(pattern: string): readonly string[];
}

/** Returns candidates for a keyword. */
export type CandidateMaker = (node: JsonObject, context: CandidateContext) => readonly Candidate[];

export function candidate(label: string, value: Json): Candidate {
  return { label, value };
}
