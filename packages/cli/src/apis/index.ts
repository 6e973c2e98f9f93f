/** The APIs that the command line knows. Nothing else lists them. */
import type { Vendor } from '@pushspec/contract';
import type { CliApi } from './api.ts';
import { blueking } from './blueking.ts';
import { cloudmonitor } from './cloudmonitor.ts';
import { guance } from './guance.ts';

export const apis: Readonly<Record<Vendor, CliApi>> = { blueking, cloudmonitor, guance };

export const allApis: readonly CliApi[] = Object.values(apis);
