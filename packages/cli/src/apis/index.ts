/** The registry of APIs on the command line. */
import type { ApiName } from '@pushspec/contract';
import type { CliApi } from './api.ts';
import { blueking } from './blueking.ts';
import { cloudmonitor } from './cloudmonitor.ts';
import { cloudmonitorRpc } from './cloudmonitor-rpc.ts';
import { guance } from './guance.ts';

export const apis: Readonly<Record<ApiName, CliApi>> = {
  blueking,
  cloudmonitor,
  'cloudmonitor-rpc': cloudmonitorRpc,
  guance,
};

export const allApis: readonly CliApi[] = Object.values(apis);
