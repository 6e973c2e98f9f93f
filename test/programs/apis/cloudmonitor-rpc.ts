/** Custom events of CloudMonitor, through `PutCustomEvent` and `PutEvent`. */
import type { ReasonCode } from '@pushspec/contract/cloudmonitor-rpc';
import type { ApiTraffic } from './api-traffic.ts';
import { comparable, event, mostEvents, numbered, samples, variables } from './cloudmonitor-events.ts';

const codes = (...list: ReasonCode[]) => list;

export const cloudmonitorRpc: ApiTraffic = {
  api: 'cloudmonitor-rpc',
  config: { cloudmonitor: { rateLimits: 'off' } },
  variables,
  samples: (program) => samples(program, '27147'),
  invalidItem: () => event(' ', 'version 1.4'),
  tooManyItems: (program) => numbered(mostEvents(program) + 1),
  reasons: {
    'wrong-secret': codes('signature-mismatch', 'acs3-signature-mismatch'),
    'unknown-key': codes('unknown-access-key'),
    throttled: codes('rate-limited'),
    'server-error': codes('internal-error'),
    'invalid-event': codes('name-blank'),
    'too-many-events': codes('too-many-events'),
  },
  comparable: ({ EventName, Content, GroupId, Time, ...other }) =>
    EventName === undefined
      ? comparable(other)
      : comparable({
          name: EventName,
          content: Content ?? null,
          groupId: GroupId ?? null,
          time: Time ?? null,
        }),
};
