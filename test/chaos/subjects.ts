/** The APIs of the chaos runs: clients, events, and how to find them in the server's records. */
import type { Fetch } from '@pushspec/client';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createGuanceClient } from '@pushspec/client/guance';
import { developmentConfig } from '@pushspec/contract';

export interface ChaosEvent {
  readonly id: string;
  /** Events with the same key must arrive in order. */
  readonly stream: string;
}

export interface ChaosSubject {
  /** Whether the server and the reporter respect the contract's rate limits. */
  readonly isPaced: boolean;
  /** Maximum number of events in a request, and of requests in flight. */
  readonly batch: number;
  readonly concurrency: number;
  readonly keepsOrder: boolean;
  client(baseUrl: string, fetch?: Fetch): object;
  item(event: ChaosEvent, text: string): object;
  eventsOf(body: string): ChaosEvent[];
}

/** Text that storage tends to change. */
export const TEXTS = ['ok', '磁盘使用率 97 %', 'a\u0000b', '\ud800', '"quoted"\n', '😀'.repeat(20)];

export const chaosApis = ['cloudmonitor', 'guance'] as const;
export type ChaosApi = (typeof chaosApis)[number];

const key = developmentConfig.cloudmonitor.accounts[0]?.keys[0];
const [monitor] = developmentConfig.guance.monitors;
if (!key || !monitor) throw new Error('the development configuration lacks credentials');

export const chaosSubjects: Readonly<Record<ChaosApi, ChaosSubject>> = {
  cloudmonitor: {
    ...{ isPaced: true, batch: 50, concurrency: 4, keepsOrder: false },
    client: (baseUrl, fetch) =>
      createCloudMonitorClient({ credentials: key, baseUrl, timeoutMs: 5000, ...(fetch && { fetch }) }),
    item: ({ id }, content) => ({ name: id, content }),
    eventsOf: (body) =>
      (JSON.parse(body) as { name: string }[]).map(({ name }) => ({ id: name, stream: '' })),
  },
  // Its limit of 20 requests per minute would leave nothing to observe.
  guance: {
    ...{ isPaced: false, batch: 1, concurrency: 1, keepsOrder: true },
    client: (baseUrl, fetch) =>
      createGuanceClient({ ...monitor, baseUrl, timeoutMs: 5000, ...(fetch && { fetch }) }),
    item: ({ id, stream }, message) => ({
      ...{ status: 'error', title: id, message },
      dimension_tags: { host: stream },
    }),
    eventsOf: (body) => {
      const { event } = JSON.parse(body) as { event: { title: string; dimension_tags: { host: string } } };
      return [{ id: event.title, stream: event.dimension_tags.host }];
    },
  },
};
