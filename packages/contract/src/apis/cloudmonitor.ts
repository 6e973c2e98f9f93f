/** The configuration of CloudMonitor: accounts with their access keys. */
import type { ConfigPart, RateLimitSetting } from '../config/part.ts';

export interface AccessKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Present on temporary (STS) keys. */
  readonly securityToken?: string;
}

export interface Account {
  readonly id: string;
  /** Whether the account's policy allows reporting events. @default true */
  readonly authorized?: boolean;
  readonly keys: readonly AccessKey[];
}

export interface CloudMonitorConfig {
  readonly rateLimits: RateLimitSetting;
  /** Seconds that the Date header may differ from the clock. 0 turns the check off. @default the contract's value */
  readonly clockSkewSeconds?: number;
  readonly accounts: readonly Account[];
}

export const cloudmonitor: ConfigPart<CloudMonitorConfig> = {
  properties: {
    clockSkewSeconds: {
      type: 'number',
      minimum: 0,
    },
    accounts: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['id', 'keys'],
        properties: {
          id: {
            type: 'string',
            minLength: 1,
          },
          authorized: {
            type: 'boolean',
          },
          keys: {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              required: ['accessKeyId', 'accessKeySecret'],
              properties: {
                accessKeyId: {
                  type: 'string',
                  pattern: '^[^:\\s]+$',
                },
                accessKeySecret: {
                  type: 'string',
                  minLength: 1,
                },
                securityToken: {
                  type: 'string',
                  minLength: 1,
                },
              },
              additionalProperties: false,
            },
          },
        },
        additionalProperties: false,
      },
    },
  },
  // These credentials are public, so that examples work without a configuration. They protect nothing.
  development: {
    accounts: [
      {
        id: 'dev',
        authorized: true,
        keys: [
          {
            accessKeyId: 'devAccessKeyId',
            accessKeySecret: 'devAccessKeySecret',
          },
          {
            accessKeyId: 'STS.devAccessKeyId',
            accessKeySecret: 'devStsSecret',
            securityToken: 'devSecurityToken',
          },
        ],
      },
      {
        id: 'dev-without-policy',
        authorized: false,
        keys: [
          {
            accessKeyId: 'devUnauthorizedKeyId',
            accessKeySecret: 'devUnauthorizedSecret',
          },
        ],
      },
    ],
  },
  fresh: ({ string }) => ({
    accounts: [
      {
        id: string(),
        authorized: true,
        keys: [
          { accessKeyId: string(), accessKeySecret: string() },
          { accessKeyId: `STS.${string()}`, accessKeySecret: string(), securityToken: string() },
        ],
      },
      { id: string(), authorized: false, keys: [{ accessKeyId: string(), accessKeySecret: string() }] },
    ],
  }),
  credentials: 'accounts',
  unique: ({ accounts }) => [
    [
      '/accounts: two keys with the same accessKeyId',
      accounts.flatMap(({ keys }) => keys.map(({ accessKeyId }) => accessKeyId)),
    ],
    ['/accounts: two accounts with the same id', accounts.map(({ id }) => id)],
  ],
};
