/** The configuration of Guance: API keys and monitors. */
import type { ConfigPart, RateLimitSetting } from '../config/part.ts';

export interface Monitor {
  readonly secret: string;
  /** Empty if the monitor has none. @default '' */
  readonly subUri?: string;
  /** @default true */
  readonly enabled?: boolean;
  readonly name?: string;
  /** The vendor's id of the monitor: `rul_` and 32 hexadecimal digits. @default an id derived from its index in the list */
  readonly id?: string;
  /** Title of events without one. @default the monitor's name */
  readonly title?: string;
  /** Message of events without one. @default '' */
  readonly message?: string;
}

export interface GuanceConfig {
  readonly rateLimits: RateLimitSetting;
  readonly requireApiKey: boolean;
  readonly apiKeys: readonly string[];
  readonly monitors: readonly Monitor[];
}

export const guance: ConfigPart<GuanceConfig> = {
  properties: {
    requireApiKey: {
      type: 'boolean',
    },
    apiKeys: {
      type: 'array',
      items: {
        type: 'string',
        minLength: 1,
      },
    },
    monitors: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['secret'],
        properties: {
          secret: {
            type: 'string',
            minLength: 1,
          },
          subUri: {
            type: 'string',
          },
          enabled: {
            type: 'boolean',
          },
          name: {
            type: 'string',
          },
          id: {
            type: 'string',
            pattern: '^rul_[0-9a-f]{32}$',
          },
          title: {
            type: 'string',
          },
          message: {
            type: 'string',
          },
        },
        additionalProperties: false,
      },
    },
  },
  // These credentials are public, so that examples work without a configuration. They protect nothing.
  development: {
    requireApiKey: false,
    apiKeys: ['dev-api-key'],
    monitors: [
      {
        secret: 'secret_dev',
        subUri: 'datakit/push',
        enabled: true,
      },
      {
        secret: 'secret_dev_plain',
        subUri: '',
        enabled: true,
      },
      {
        secret: 'secret_dev_disabled',
        subUri: 'alerts',
        enabled: false,
      },
    ],
  },
  fresh: ({ string }) => ({
    apiKeys: [string()],
    monitors: [
      { secret: string(), subUri: 'datakit/push', enabled: true },
      { secret: string(), subUri: '', enabled: true },
      { secret: string(), subUri: 'alerts', enabled: false },
    ],
  }),
  credentials: 'monitors',
  unique: ({ monitors }) => [
    ['/monitors: two monitors with the same secret', monitors.map(({ secret }) => secret)],
  ],
  problem: ({ requireApiKey, apiKeys }) =>
    requireApiKey && apiKeys.length === 0 ? '/apiKeys: requireApiKey needs at least one key' : undefined,
};
