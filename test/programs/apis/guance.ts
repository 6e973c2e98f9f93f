/** External events of Guance. */
import type { Config } from '@pushspec/contract';
import type { ReasonCode } from '@pushspec/contract/guance';
import type { Caller, Item } from '../program.ts';
import type { ApiTraffic, Samples } from './api-traffic.ts';
import { chinese, emoji, symbols } from './values.ts';

const event = (title: string, tag: string, more: Item = {}): Item => ({
  event: { status: 'error', title, message: title, dimension_tags: { host: tag }, ...more },
});

const samples: Samples = {
  plain: [event('disk full', 'web-001')],
  numbers: [event('disk full', 'web-001', { check_value: 97.5, date: 1661320521 })],
  chinese: [event(chinese, chinese)],
  emoji: [event(emoji, emoji)],
  symbols: [event(symbols, symbols)],
  empty: [event('', '')],
};

function variables({ guance }: Config, caller: Caller): Record<string, string> {
  const monitor = guance.monitors.find(({ enabled }) => enabled !== false);
  const [apiKey] = guance.apiKeys;
  if (!monitor || apiKey === undefined) throw new Error('the configuration has no monitor or no key');
  const segments = [monitor.secret, ...(monitor.subUri ? [monitor.subUri] : [])].map(encodeURIComponent);
  return {
    GUANCE_PATH: `/api/v1/push-events/${segments.join('/')}`,
    DF_API_KEY: caller === 'unknown-key' ? 'wrong' : apiKey,
  };
}

const codes = (...list: ReasonCode[]) => list;

export const guance: ApiTraffic = {
  api: 'guance',
  config: { guance: { rateLimits: 'off' } },
  variables,
  samples: () => samples,
  invalidItem: () => event('disk full', 'web-001', { status: 'down' }),
  tooManyItems: () => undefined,
  reasons: {
    'wrong-secret': [],
    'unknown-key': codes('invalid-api-key'),
    throttled: codes('rate-limited-key'),
    'server-error': codes('internal-error'),
    'invalid-event': codes('status-invalid'),
    'too-many-events': [],
  },
  comparable: (value) => {
    const sent = value.event as Item | undefined;
    return sent ? stored(sent) : pick(value);
  },
};

/** Returns the properties of a sent event under the names of the generated event. */
function stored({ status, title, message, dimension_tags, check_value, date }: Item): Item {
  return pick({
    ...{ df_status: status ?? null, df_title: title ?? null, df_message: message ?? null },
    df_dimension_tags: JSON.stringify(dimension_tags),
    ...(check_value !== undefined && { Result: check_value }),
    ...(date !== undefined && { date }),
  });
}

function pick({ df_status, df_title, df_message, df_dimension_tags, Result, date }: Item): Item {
  // A time of 2022 is the sample's own: others are the time of receipt.
  const own = typeof date === 'number' && date < 1_700_000_000 ? { date } : {};
  return {
    ...{ df_status: df_status ?? null, df_title: df_title ?? null, df_message: df_message ?? null },
    ...{ df_dimension_tags: df_dimension_tags ?? null, Result: Result ?? null, ...own },
  };
}
