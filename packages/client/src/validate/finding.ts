/** The results of local validation. */
import { type ItemReason, type MessageParameters, renderMessage } from '@pushspec/contract/reasons';

/** The event cannot be written as JSON, so it cannot be sent. This is not a reason of a vendor. */
export type NotJson = 'not-json';

/**
 * - `rejected`: the vendor refuses the whole request that contains the event
 * - `ignored`: the vendor reports success, and its backend drops the event
 * - `warning`: the vendor accepts the event, but probably misreads it
 * - `unsendable`: the event cannot be sent
 */
export type FindingOutcome = 'rejected' | 'ignored' | 'warning' | 'unsendable';

/** One reason or warning. */
export interface Finding<Code extends string = string> {
  /** The code of the reason in the vendor's contract, the same as in a verdict of the reference server. */
  readonly code: Code;
  readonly outcome: FindingOutcome;
  /** JSON pointer into the event; `''` is the event itself. For a missing property, where it should be. */
  readonly pointer: string;
  /** The vendor's message, if it is known, on one line. */
  readonly message: string;
  /** One sentence that says what to do. */
  readonly fix: string;
}

export interface Validation<Code extends string = string, Found extends Finding = Finding<Code>> {
  /** Whether the content of the event is accepted and kept: there are no `reasons`. */
  readonly valid: boolean;
  /** Reasons why it is refused or dropped, in the order of the vendor's checks. At most 20. */
  readonly reasons: readonly Found[];
  /** Content that is accepted and probably a mistake. */
  readonly warnings: readonly Found[];
}

/** A broken rule. */
export interface Occurrence<Code extends string = string> {
  readonly code: Code;
  /** JSON pointer into the body of the request. */
  readonly pointer: string;
  readonly parameters: MessageParameters;
}

/** Adds the message and the fix of the contract to a broken rule. */
export function findingOf<Code extends string>(
  reasons: Readonly<Record<Code, ItemReason>>,
  { code, pointer, parameters }: Occurrence<Code>,
): Finding<Code> {
  const { outcome, message, fix } = reasons[code];
  // The path of the event itself is empty.
  const path = parameters.path === '' ? 'the event' : parameters.path;
  return {
    code,
    outcome: outcome as FindingOutcome,
    pointer,
    message: renderMessage(message, { ...parameters, path }),
    fix,
  };
}
