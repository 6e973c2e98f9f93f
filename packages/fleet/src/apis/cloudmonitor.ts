import type { CloudMonitorClient, CustomEvent } from '@pushspec/client/cloudmonitor';
import type { ApiRules } from './rules.ts';

export interface CloudMonitorEvents {
  cloudmonitor: { readonly event: CustomEvent; readonly client: CloudMonitorClient };
}

const rules: ApiRules = {
  validatorOf: async () => (await import('@pushspec/client/cloudmonitor/validate')).validate,
  eventsPerJob: 1,
};

export const cloudmonitor = { cloudmonitor: rules };
