/** From what `send` reads to a call of the vendor's client. */
import { createBluekingClient } from '@pushspec/client/blueking';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createGuanceClient } from '@pushspec/client/guance';
import type { Vendor } from '@pushspec/contract';
import {
  bluekingCredentials,
  type CredentialSource,
  cloudMonitorCredentials,
  guanceCredentials,
} from '../credentials.ts';

export interface SendResult {
  vendor: string;
  status: number;
  items: number;
  body: unknown;
}

/** Rejects with the client's own errors. */
export type Sender = (data: object, source: CredentialSource) => Promise<SendResult>;

const sendBlueking: Sender = async (data, source) => {
  const items = Array.isArray(data) ? data : isWholeReport(data) ? data.data : [data];
  const kind = items.some((item) => typeof item === 'object' && item !== null && 'metrics' in item)
    ? 'metric'
    : 'event';
  const { dataId, accessToken } = bluekingCredentials(source, kind);
  const client = createBluekingClient({ dataId, accessToken, kind, baseUrl: source.url });
  // What was read is whatever the user wrote: the vendor judges it, not the compiler.
  return plain(await client.send(items as never));
};

/** A body as it goes over the wire; its own credentials are not used. */
function isWholeReport(data: object): data is { data: unknown[] } {
  return 'data_id' in data && 'data' in data && Array.isArray(data.data);
}

const sendCloudMonitor: Sender = async (data, source) => {
  const client = createCloudMonitorClient({
    credentials: cloudMonitorCredentials(source),
    baseUrl: source.url,
  });
  return plain(await client.send(data as never));
};

/** One event, several, or `{event, extraData}` as on the wire. */
const sendGuance: Sender = async (data, source) => {
  const { secret, subUri, apiKey } = guanceCredentials(source);
  const client = createGuanceClient({ secret, subUri, apiKey, baseUrl: source.url });
  const { event, extraData } =
    'event' in data ? (data as { event: object; extraData?: object }) : { event: data };
  return plain(await client.send(event as never, { extraData: extraData as never }));
};

function plain({ vendor, status, items, body }: SendResult): SendResult {
  return { vendor, status, items, body };
}

export const senders: Readonly<Record<Vendor, Sender>> = {
  blueking: sendBlueking,
  cloudmonitor: sendCloudMonitor,
  guance: sendGuance,
};
