/** The rules of an API for its queues. */
import type { Validity } from '@pushspec/client/reporter';

/** How a queue handles the events of an API. */
export interface ApiRules {
  /**
   * Resolves to a function that validates the JSON value of an event against the contract.
   *
   * @throws TypeError if an option is missing
   */
  readonly validatorOf: (options: {
    readonly kind?: string | undefined;
  }) => Promise<(event: unknown) => Validity>;
  /**
   * Maximum number of events in a job by default. Above 1 only where one job per event could not reach the rate limit.
   */
  readonly eventsPerJob: number;
}
