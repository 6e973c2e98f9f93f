/** Lists the deliberate mistakes of all APIs. */
import { bluekingBreaks } from './blueking-breaks.ts';
import type { Break } from './break.ts';
import { cloudmonitorBreaks } from './cloudmonitor-breaks.ts';
import { cloudmonitorRpcBreaks } from './cloudmonitor-rpc-breaks.ts';
import { guanceBreaks } from './guance-breaks.ts';

export type { Break } from './break.ts';

export const breaks: readonly Break[] = [
  ...bluekingBreaks,
  ...cloudmonitorBreaks,
  ...cloudmonitorRpcBreaks,
  ...guanceBreaks,
];
