/** The three vendors as the ledger run sees them: how an event is made, sent, and found again. */
import { createBluekingClient } from '@pushspec/client/blueking';
import {
  type CloudMonitorClient,
  type CustomEvent,
  createCloudMonitorClient,
} from '@pushspec/client/cloudmonitor';
import { createGuanceClient } from '@pushspec/client/guance';
import { developmentConfig, isObject, type JsonObject, type Vendor } from '@pushspec/contract';

/** One type of event for all, as their clients and reporters differ in it only. */
export type Item = CustomEvent;

export interface Subject {
  /** Events of one run. */
  readonly events: number;
  /** Code of the refusal of what comes too fast. */
  readonly throttling: string;
  client(baseUrl: string, timeoutMs: number): CloudMonitorClient;
  item(id: string, text: string): Item;
  /** An event that the vendor refuses. */
  bad(id: string): Item;
  /** The events of a body. */
  itemsOf(body: unknown): readonly Item[];
  idOf(item: Item): string;
  /** What the vendor's side has made of an event. */
  kept(result: JsonObject): { id: unknown; text: unknown };
}

const [, dataId] = developmentConfig.blueking.dataIds;
const key = developmentConfig.cloudmonitor.accounts[0]?.keys[0];
const [monitor] = developmentConfig.guance.monitors;
if (!dataId || !key || !monitor) throw new Error('the development configuration lacks credentials');

const untyped = <Client extends object>(client: Client) => client as unknown as CloudMonitorClient;
const cast = (item: object) => item as unknown as Item;

export const subjects: Readonly<Record<Vendor, Subject>> = {
  blueking: {
    events: 1500,
    throttling: 'rate-limited',
    client: (baseUrl, timeoutMs) =>
      untyped(createBluekingClient({ ...dataId, kind: 'event', baseUrl, timeoutMs })),
    item: (target, content) => cast({ target, event_name: 'n', event: { content } }),
    bad: (target) => cast({ target, event_name: 'n', event: {} }),
    itemsOf: (body) => (body as { data: Item[] }).data,
    idOf: (item) => (item as unknown as { target: string }).target,
    kept: ({ target, event }) => ({ id: target, text: isObject(event) ? event.content : undefined }),
  },
  cloudmonitor: {
    events: 1500,
    throttling: 'rate-limited',
    client: (baseUrl, timeoutMs) => createCloudMonitorClient({ credentials: key, baseUrl, timeoutMs }),
    item: (name, content) => ({ name, content }),
    bad: (name) => cast({ name, content: 7 }),
    itemsOf: (body) => body as Item[],
    idOf: ({ name }) => name,
    kept: ({ name, content }) => ({ id: name, text: content }),
  },
  guance: {
    events: 250,
    throttling: 'rate-limited-workspace',
    client: (baseUrl, timeoutMs) => untyped(createGuanceClient({ ...monitor, baseUrl, timeoutMs })),
    item: (title, message) => cast({ status: 'error', title, message, check_value: 1 }),
    bad: (title) => cast({ status: 'broken', title }),
    itemsOf: (body) => [(body as { event: Item }).event],
    idOf: (item) => (item as unknown as { title: string }).title,
    kept: ({ df_title, df_message }) => ({ id: df_title, text: df_message }),
  },
};
