/** The APIs for the ledger run: how to create, send and look up an event. */

import { createBluekingClient } from '@pushspec/client/blueking';
import {
  type CloudMonitorClient,
  type CustomEvent,
  createCloudMonitorClient,
} from '@pushspec/client/cloudmonitor';
import { createCloudMonitorRpcClient } from '@pushspec/client/cloudmonitor-rpc';
import { createGuanceClient } from '@pushspec/client/guance';
import {
  type ApiName,
  bodyOfParameters,
  developmentConfig,
  isObject,
  type JsonObject,
} from '@pushspec/contract';
import { rpc } from '@pushspec/contract/cloudmonitor-rpc';

/** One event type for all APIs, because their clients and reporters differ only in it. */
export type Item = CustomEvent;

export interface Subject {
  /** Events of one run. */
  readonly events: number;
  /** The reason code for requests that are too fast. */
  readonly throttling: string;
  client(baseUrl: string, timeoutMs: number): CloudMonitorClient;
  item(id: string, text: string): Item;
  /** An event that the vendor rejects. */
  bad(id: string): Item;
  /** The events of a body as it is sent. */
  itemsOf(body: string): readonly Item[];
  idOf(item: Item): string;
  /** The event as the vendor stored it. */
  kept(result: JsonObject): { id: unknown; text: unknown };
}

const [, dataId] = developmentConfig.blueking.dataIds;
const key = developmentConfig.cloudmonitor.accounts[0]?.keys[0];
const [monitor] = developmentConfig.guance.monitors;
if (!dataId || !key || !monitor) throw new Error('the development configuration lacks credentials');

const untyped = <Client extends object>(client: Client) => client as unknown as CloudMonitorClient;
const cast = (item: object) => item as unknown as Item;

export const subjects: Readonly<Record<ApiName, Subject>> = {
  blueking: {
    events: 1500,
    throttling: 'rate-limited',
    client: (baseUrl, timeoutMs) =>
      untyped(createBluekingClient({ ...dataId, kind: 'event', baseUrl, timeoutMs })),
    item: (target, content) => cast({ target, event_name: 'n', event: { content } }),
    bad: (target) => cast({ target, event_name: 'n', event: {} }),
    itemsOf: (body) => (JSON.parse(body) as { data: Item[] }).data,
    idOf: (item) => (item as unknown as { target: string }).target,
    kept: ({ target, event }) => ({ id: target, text: isObject(event) ? event.content : undefined }),
  },
  cloudmonitor: {
    events: 1500,
    throttling: 'rate-limited',
    client: (baseUrl, timeoutMs) => createCloudMonitorClient({ credentials: key, baseUrl, timeoutMs }),
    item: (name, content) => ({ name, content }),
    bad: (name) => cast({ name, content: 7 }),
    itemsOf: (body) => JSON.parse(body) as Item[],
    idOf: ({ name }) => name,
    kept: ({ name, content }) => ({ id: name, text: content }),
  },
  'cloudmonitor-rpc': {
    events: 1500,
    throttling: 'rate-limited',
    client: (baseUrl, timeoutMs) =>
      untyped(createCloudMonitorRpcClient({ credentials: key, baseUrl, timeoutMs })),
    item: (EventName, Content) => cast({ EventName, Content }),
    bad: (EventName) => cast({ EventName }),
    itemsOf(body) {
      const sent = { query: undefined, form: body };
      const decoded = bodyOfParameters(rpc.putCustomEvent, sent);
      return 'body' in decoded ? (decoded.body.EventInfo as unknown as Item[]) : [];
    },
    idOf: (item) => (item as unknown as { EventName: string }).EventName,
    kept: ({ EventName, Content }) => ({ id: EventName, text: Content }),
  },
  guance: {
    events: 250,
    throttling: 'rate-limited-workspace',
    client: (baseUrl, timeoutMs) => untyped(createGuanceClient({ ...monitor, baseUrl, timeoutMs })),
    item: (title, message) => cast({ status: 'error', title, message, check_value: 1 }),
    bad: (title) => cast({ status: 'broken', title }),
    itemsOf: (body) => [(JSON.parse(body) as { event: Item }).event],
    idOf: (item) => (item as unknown as { title: string }).title,
    kept: ({ df_title, df_message }) => ({ id: df_title, text: df_message }),
  },
};
