import type { BluekingClient, BluekingItem } from '@pushspec/client/blueking';
import type { ApiRules } from './rules.ts';

export interface BluekingEvents {
  blueking: { readonly event: BluekingItem; readonly client: BluekingClient };
}

const rules: ApiRules = {
  async validatorOf({ kind }) {
    if (kind !== 'metric' && kind !== 'event') {
      throw new TypeError("`kind` must be 'metric' or 'event', as the data id is registered");
    }
    const { validate } = await import('@pushspec/client/blueking/validate');
    return (item) => validate(item, { kind });
  },
  // A full rate limit is more points per second than PostgreSQL can hold as jobs.
  eventsPerJob: 500,
};

export const blueking = { blueking: rules };
