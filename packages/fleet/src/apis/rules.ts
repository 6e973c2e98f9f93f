/** How the queue handles the events of an API. */
import type { Validity } from '@pushspec/client/reporter';

/** How a queue handles the events of an API. */
export interface ApiRules {
  /** Validates the JSON value of an event, as the contract does. @throws TypeError if an option is missing */
  readonly validatorOf: (options: {
    readonly kind?: string | undefined;
  }) => Promise<(event: unknown) => Validity>;
  /** Maximum number of events in a job by default. More than one only where one job per event could not use the rate limit. */
  readonly eventsPerJob: number;
}
