import type { CloudMonitorRpcClient, RpcCustomEvent } from '@pushspec/client/cloudmonitor-rpc';
import type { ApiRules } from './rules.ts';

export interface CloudMonitorRpcEvents {
  'cloudmonitor-rpc': { readonly event: RpcCustomEvent; readonly client: CloudMonitorRpcClient };
}

const rules: ApiRules = {
  validatorOf: async () => (await import('@pushspec/client/cloudmonitor-rpc/validate')).validate,
  eventsPerJob: 1,
};

export const cloudmonitorRpc = { 'cloudmonitor-rpc': rules };
