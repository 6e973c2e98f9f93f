/** Reports the failures of a store, so that a permanent one does not fill a log. */

/** A kind of operation that fails and works independently of the others. */
export type OperationKind = 'store' | 'load' | 'count' | 'remove' | 'close';

export interface Failures {
  /** Reports a failure, unless the last one of this kind, or of one that also fails at present, had the same message. */
  failed(kind: OperationKind, error: unknown): void;
  /** An operation of this kind has worked, so that its next failure is reported. */
  worked(kind: OperationKind): void;
}

export function createFailures(report: (error: Error) => void): Failures {
  /** The last message of each kind that fails at present. */
  const failing = new Map<OperationKind, string>();
  return {
    failed(kind, error) {
      const { message } = error as Error;
      const isKnown = [...failing.values()].includes(message);
      failing.set(kind, message);
      if (!isKnown) report(error as Error);
    },
    worked: (kind) => void failing.delete(kind),
  };
}
