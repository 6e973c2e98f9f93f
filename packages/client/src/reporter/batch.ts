/** The events of one request, until all of them have ended. */
import type { PushError, TransportError } from '../errors.ts';
import type { Entry } from './queue.ts';
import type { Suspicion } from './suspects.ts';

export type Failure = PushError | TransportError;

export interface Batch<Item> {
  readonly entries: readonly Entry<Item>[];
  /** When to send it, by the reporter's clock. */
  dueAt: number;
  /** When its first request was sent; `undefined` before that. */
  since: number | undefined;
  /** Bytes of the body of its last request, as the limit counts them. */
  bytes: number;
  /** Number of requests with these events. */
  made: number;
  /** Number of failed requests in a row. */
  failures: number;
  /** Cost of its last retry. */
  cost: number;
  /** Whether the service may have accepted the events in a request whose result is unknown. */
  mayHaveArrived: boolean;
  error: Failure | undefined;
  /** Evidence that one of its events causes 5xx; `undefined` before the first one. */
  suspicion: Suspicion | undefined;
}

export function batchOf<Item>(entries: readonly Entry<Item>[], dueAt: number): Batch<Item> {
  return {
    entries,
    dueAt,
    since: undefined,
    bytes: 0,
    made: 0,
    failures: 0,
    cost: 0,
    mayHaveArrived: false,
    error: undefined,
    suspicion: undefined,
  };
}

/** Returns whether a batch was split off another one that is suspected to contain a poison event. */
export const isSuspectedPart = ({ suspicion }: Pick<Batch<never>, 'suspicion'>) =>
  suspicion?.successesAtSplit !== undefined;
