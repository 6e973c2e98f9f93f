/** Custom metrics and events of BlueKing. */
import type { Config, JsonObject } from '@pushspec/contract';
import type { ReasonCode } from '@pushspec/contract/blueking';
import type { Caller, Item } from '../program.ts';
import type { ApiTraffic, Samples } from './api-traffic.ts';
import { chinese, emoji, symbols } from './values.ts';

const TARGET = '127.0.0.1';

const metric = (name: string, value: number, dimension: Record<string, string>): Item => ({
  metrics: { [name]: value },
  target: TARGET,
  dimension,
});

const event = (name: string, content: string, dimension: Record<string, string> = {}): Item => ({
  event_name: name,
  event: { content },
  target: TARGET,
  dimension,
});

const metrics: Samples = {
  plain: [metric('cpu_load', 0.25, {}), metric('mem_usage', 71, {})],
  chinese: [metric('disk_usage', 97.5, { module: chinese, location: '广东' })],
  emoji: [metric('queue_length', 12, { module: emoji })],
  symbols: [metric('error_rate', 0.001, { module: symbols })],
  empty: [metric('free_slots', 0, { module: '' })],
  numbers: [
    metric('tiny', 5e-324, {}),
    metric('large', 1.7976931348623157e308, {}),
    metric('below', -1.5, {}),
  ],
  // bk-monitor-report sends at most 500 items in one request.
  many: Array.from({ length: 501 }, (_, index) => metric('requests', index, { worker: String(index) })),
};

const events: Samples = {
  plain: [event('deploy', 'version 1.4')],
  chinese: [event(chinese, chinese, { module: chinese })],
  emoji: [event(emoji, emoji, { module: emoji })],
  symbols: [event(symbols, symbols, { module: symbols })],
  empty: [event('deploy', '', { module: '' })],
};

const UNKNOWN_DATA_ID = 7;

function variables({ blueking }: Config, caller: Caller, kind: string | undefined): Record<string, string> {
  const found = blueking.dataIds.find((each) => each.kind === kind);
  if (!found) throw new Error(`no data ID of the kind ${kind}`);
  const { dataId, accessToken } = found;
  return {
    BK_DATA_ID: String(caller === 'unknown-key' ? UNKNOWN_DATA_ID : dataId),
    BK_ACCESS_TOKEN: caller === 'wrong-secret' ? 'wrong' : accessToken,
  };
}

const codes = (...list: ReasonCode[]) => list;

export const blueking: ApiTraffic = {
  api: 'blueking',
  config: { blueking: { rateLimits: 'off' } },
  variables,
  samples: ({ kind }) => (kind === 'event' ? events : metrics),
  invalidItem: ({ kind }) =>
    kind === 'event' ? { ...event('deploy', 'version 1.4'), target: '' } : metric('cpu:load', 1, {}),
  tooManyItems: () => undefined,
  reasons: {
    'wrong-secret': codes('invalid-token'),
    'unknown-key': codes('invalid-token'),
    throttled: codes('rate-limited'),
    'server-error': codes('internal-error'),
    'invalid-event': codes('invalid-name', 'target-empty'),
    'too-many-events': [],
  },
  comparable: ({ timestamp: _, target, ...item }, { kind }) => ({
    ...item,
    ...(kind === 'event'
      ? { target: target ?? null }
      : { dimension: { target: target ?? null, ...(item.dimension as JsonObject) } }),
  }),
};
