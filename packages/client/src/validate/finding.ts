/** What local validation says of an event. */
import { type ItemReason, type MessageParameters, renderMessage } from '@pushspec/contract/reasons';

/** The event cannot be written as JSON. This is no reason of a vendor: there is nothing that could be sent to one. */
export type NotJson = 'not-json';

/**
 * - `rejected`: the vendor refuses the whole request that carries the event
 * - `ignored`: the vendor answers with success, and its backend drops the event
 * - `warning`: the vendor takes the event, but hardly as it is meant
 * - `unsendable`: there is nothing to send
 */
export type FindingOutcome = 'rejected' | 'ignored' | 'warning' | 'unsendable';

/** One reason or warning. */
export interface Finding<Code extends string = string> {
  /** The code of the reason in the vendor's contract, the same as in a verdict of the reference server. */
  readonly code: Code;
  readonly outcome: FindingOutcome;
  /** JSON pointer into the event; `''` is the event itself. Of a missing member: where it should be. */
  readonly pointer: string;
  /** One line, in the words of the vendor where they are known. */
  readonly message: string;
  /** What to do, in a sentence. */
  readonly fix: string;
}

export interface Validation<Code extends string = string, Found extends Finding = Finding<Code>> {
  /** Whether the event is accepted and kept, as far as that depends on its content: there are no `reasons`. */
  readonly valid: boolean;
  /** Why it is refused or dropped, in the order in which the vendor checks. At most twenty. */
  readonly reasons: readonly Found[];
  /** What is let through and hardly meant. */
  readonly warnings: readonly Found[];
}

/** A rule that is broken. */
export interface Occurrence<Code extends string = string> {
  readonly code: Code;
  /** JSON pointer into the body of the request. */
  readonly pointer: string;
  readonly parameters: MessageParameters;
}

/** The sentence and the fix come from the contract. */
export function findingOf<Code extends string>(
  reasons: Readonly<Record<Code, ItemReason>>,
  { code, pointer, parameters }: Occurrence<Code>,
): Finding<Code> {
  const { outcome, message, fix } = reasons[code];
  // The messages name places by `{path}`; that of the event itself is empty.
  const path = parameters.path === '' ? 'the event' : parameters.path;
  return {
    code,
    outcome: outcome as FindingOutcome,
    pointer,
    message: renderMessage(message, { ...parameters, path }),
    fix,
  };
}
