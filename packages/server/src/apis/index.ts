/** The registry of the server's APIs. */
import type { ApiName } from '@pushspec/contract';
import type { ApiDefinition } from './api.ts';
import { blueking } from './blueking/index.ts';
import { cloudmonitor } from './cloudmonitor/index.ts';
import { cloudmonitorRpc } from './cloudmonitor-rpc/index.ts';
import { guance } from './guance/index.ts';

export const apis: Readonly<Record<ApiName, ApiDefinition>> = {
  blueking,
  cloudmonitor,
  'cloudmonitor-rpc': cloudmonitorRpc,
  guance,
};
