import type { EventFields, ExtraData, GuanceClient } from '@pushspec/client/guance';
import type { ApiRules } from './rules.ts';

/** An event with custom fields, and with the additional data that is sent along with it. */
type GuanceReport = EventFields & { readonly extraData?: ExtraData | undefined } & {
  readonly [customField: string]: unknown;
};

export interface GuanceEvents {
  guance: { readonly event: GuanceReport; readonly client: GuanceClient };
}

const rules: ApiRules = {
  async validatorOf() {
    const { validate } = await import('@pushspec/client/guance/validate');
    return (report) => {
      const { extraData, ...event } = report as GuanceReport;
      return validate(event, { extraData });
    };
  },
  eventsPerJob: 1,
};

export const guance = { guance: rules };
