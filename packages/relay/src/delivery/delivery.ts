/** The interface between the HTTP side of a relay and the storage in which events wait to be sent. */
import type { Fetch } from '@pushspec/client';
import type { ReportingClient } from '@pushspec/client/reporter';
import type { TakeRefusal } from '@pushspec/server';

/** Creates the client that a relay sends with. */
export type CreateClient = (fetch: Fetch) => ReportingClient;

/** Stores events until the vendor has accepted or refused them. */
export interface Delivery {
  /**
   * Commits all of these events and resolves to `true`. Stores none if it resolves to `false`, because there is no room
   * for all of them, or to a refusal, because there will never be. Rejects if they cannot be stored.
   */
  take(events: readonly object[]): Promise<boolean | TakeRefusal>;
  stats(): Promise<DeliveryStats>;
  readonly rejected: RejectedList;
  /** Finishes commits, stops sending, and keeps waiting events for the next start. */
  close(): Promise<void>;
}

export interface DeliveryStats {
  /** Number of events without an outcome, waiting or in flight. */
  readonly waiting: number;
  /** When the oldest of them was accepted, in milliseconds since 1970; `undefined` if none waits. */
  readonly oldestAt: number | undefined;
}

/** An event that was accepted and could not be delivered. */
export interface RejectedEvent {
  readonly id: string;
  /** When it got this outcome, in ISO 8601, UTC. */
  readonly at: string;
  /** `rejected`: the vendor refused it. `dropped`: the relay gave up on it. */
  readonly end: 'rejected' | 'dropped';
  /** Code of the vendor's reason, or the cause of the drop. */
  readonly reason: string;
  readonly message: string;
  /** Status of the vendor's response, if there was one. */
  readonly status?: number;
  /**
   * Whether the vendor may have accepted it: in a request whose result is unknown, or because the relay was stopped while
   * it stored the event again.
   */
  readonly mayHaveArrived: boolean;
  /** The event as it would have been sent. */
  readonly event: object;
}

/** The events that were not delivered, oldest first. Their number is bounded. */
export interface RejectedList {
  list(range: { readonly limit: number }): Promise<readonly RejectedEvent[]>;
  count(): Promise<number>;
  /**
   * Stores as many events again as there is room for, and removes them from the list. Calls run one after the other.
   * Unknown ids are ignored.
   *
   * @param ids - Retries all events if omitted
   */
  retry(ids?: readonly string[]): Promise<Retried>;
}

/** The result of a retry. */
export interface Retried {
  readonly retried: number;
  /** Number of events for which there was no room. */
  readonly left: number;
}

/** What a delivery reports while it works. */
export interface DeliveryEvents {
  /** An event got its outcome. */
  ended(end: Ended): void;
  /** This many events of the list were stored again. */
  retried(events: number): void;
  /** A request to the vendor has ended. */
  request(result: { readonly ok: boolean; readonly durationMs: number }): void;
  /** Something that an operator should see. */
  log(line: string): void;
}

export interface Ended {
  readonly end: 'delivered' | 'rejected' | 'dropped';
  /** The reason or cause of an event that was not delivered. */
  readonly reason?: string;
  /** Describes it. */
  readonly message?: string;
  /** Whether the vendor may have accepted it twice. */
  readonly mayBeDuplicate?: boolean;
}
