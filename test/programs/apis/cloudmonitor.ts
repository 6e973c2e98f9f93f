/** Custom events of CloudMonitor, through `POST /event/custom/upload`. */
import type { ReasonCode } from '@pushspec/contract/cloudmonitor';
import type { ApiTraffic } from './api-traffic.ts';
import { comparable, event, mostEvents, numbered, samples, variables } from './cloudmonitor-events.ts';

const codes = (...list: ReasonCode[]) => list;

export const cloudmonitor: ApiTraffic = {
  api: 'cloudmonitor',
  config: { cloudmonitor: { rateLimits: 'off' } },
  variables,
  samples: (program) => samples(program, 27147),
  invalidItem: () => event(' ', 'version 1.4'),
  tooManyItems: (program) => numbered(mostEvents(program) + 1),
  reasons: {
    'wrong-secret': codes('signature-mismatch'),
    'unknown-key': codes('unknown-access-key'),
    throttled: codes('rate-limited'),
    'server-error': codes('internal-error'),
    'invalid-event': codes('name-blank', 'group-id'),
    'too-many-events': codes('too-many-events'),
  },
  comparable,
};
