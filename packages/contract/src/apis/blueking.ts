/** The configuration of BlueKing: data ids with their access tokens. */
import type { ConfigPart, RateLimitSetting } from '../config/part.ts';

export interface DataId {
  readonly dataId: number;
  readonly accessToken: string;
  readonly kind: 'metric' | 'event';
}

export interface BluekingConfig {
  readonly rateLimits: RateLimitSetting;
  readonly dataIds: readonly DataId[];
}

export const blueking: ConfigPart<BluekingConfig> = {
  properties: {
    dataIds: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['dataId', 'accessToken', 'kind'],
        properties: {
          dataId: {
            type: 'integer',
            minimum: 1,
          },
          accessToken: {
            type: 'string',
            minLength: 1,
          },
          kind: {
            enum: ['metric', 'event'],
          },
        },
        additionalProperties: false,
      },
    },
  },
  // These credentials are public, so that examples work without a configuration. They protect nothing.
  development: {
    dataIds: [
      {
        dataId: 1500101,
        accessToken: 'dev-metric-2f7c9a0e4b6d4c51',
        kind: 'metric',
      },
      {
        dataId: 1500102,
        accessToken: 'dev-event-8d1e5b7340fa4a96',
        kind: 'event',
      },
    ],
  },
  fresh: ({ string, number }) => ({
    dataIds: [
      { dataId: number(), accessToken: string(), kind: 'metric' },
      { dataId: number(), accessToken: string(), kind: 'event' },
    ],
  }),
  credentials: 'dataIds',
  unique: ({ dataIds }) => [
    ['/dataIds: two entries with the same dataId', dataIds.map(({ dataId }) => dataId)],
  ],
};
