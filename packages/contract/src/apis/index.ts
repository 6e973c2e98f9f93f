/** Lists the configuration of each API. This is the only handwritten list of APIs in this package. */
import { partsOf } from '../config/part.ts';
import { blueking } from './blueking.ts';
import { cloudmonitor } from './cloudmonitor.ts';
import { guance } from './guance.ts';

export type * from './blueking.ts';
export type * from './cloudmonitor.ts';
export type * from './guance.ts';

/** Maps each API to its part of a configuration, or to the API whose part it shares: `other: 'cloudmonitor'`. */
export const configParts = partsOf({
  blueking,
  cloudmonitor,
  'cloudmonitor-rpc': 'cloudmonitor',
  guance,
});
