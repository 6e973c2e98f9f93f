/** The APIs whose events a queue can hold. */
import { type BluekingEvents, blueking } from './blueking.ts';
import { type CloudMonitorEvents, cloudmonitor } from './cloudmonitor.ts';
import { type CloudMonitorRpcEvents, cloudmonitorRpc } from './cloudmonitor-rpc.ts';
import { type GuanceEvents, guance } from './guance.ts';
import type { ApiRules } from './rules.ts';

export type { ApiRules } from './rules.ts';

/** The types of each API by its name. */
export type FleetTypes = CloudMonitorEvents & CloudMonitorRpcEvents & BluekingEvents & GuanceEvents;

/** An API whose events a queue can hold. */
export type FleetApi = keyof FleetTypes;

export const apis: Readonly<Record<FleetApi, ApiRules>> = {
  ...cloudmonitor,
  ...cloudmonitorRpc,
  ...blueking,
  ...guance,
};
