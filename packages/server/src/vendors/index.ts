/** The vendors that the server plays. */
import type { Vendor } from '@pushspec/contract';
import { createBlueking } from './blueking/index.ts';
import { createCloudMonitor } from './cloudmonitor/index.ts';
import { createGuance } from './guance/index.ts';
import type { CreateApi } from './vendor.ts';

export const vendorParts: Readonly<Record<Vendor, CreateApi>> = {
  blueking: createBlueking,
  cloudmonitor: createCloudMonitor,
  guance: createGuance,
};
