/** The APIs that the server plays: the only list of them in this package. */
import type { Vendor } from '@pushspec/contract';
import { blueking } from './blueking/index.ts';
import { cloudmonitor } from './cloudmonitor/index.ts';
import { guance } from './guance/index.ts';
import type { ApiDefinition } from './vendor.ts';

export const apis: Readonly<Record<Vendor, ApiDefinition>> = { blueking, cloudmonitor, guance };
