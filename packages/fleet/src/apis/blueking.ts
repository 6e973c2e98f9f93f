import type { BluekingClient, BluekingItem } from '@pushspec/client/blueking';
import type { ApiRules } from './rules.ts';

export interface BluekingEvents {
  blueking: { readonly event: BluekingItem; readonly client: BluekingClient };
}

const rules: ApiRules = {
  async validatorOf({ kind }) {
    if (kind !== 'metric' && kind !== 'event') {
      throw new TypeError(
        "`kind` must be 'metric' or 'event': use the kind that the data id is registered for",
      );
    }
    const { validate } = await import('@pushspec/client/blueking/validate');
    return (item) => validate(item, { kind });
  },
  // PostgreSQL cannot handle the points of a full rate limit with one job per point.
  eventsPerJob: 500,
};

export const blueking = { blueking: rules };
