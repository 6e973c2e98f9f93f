/** Makes the client that sends: of the address, the credentials and the limits of its vendor. */
import type { Fetch } from '@pushspec/client';
import { createBluekingClient } from '@pushspec/client/blueking';
import { createCloudMonitorClient } from '@pushspec/client/cloudmonitor';
import { createGuanceClient } from '@pushspec/client/guance';
import { createReporter, type Reporter, type ReporterOptions } from '@pushspec/client/reporter';
import { type DataId, isObject, type Vendor } from '@pushspec/contract';
import { limits as blueking } from '@pushspec/contract/blueking';
import { limits as cloudmonitor } from '@pushspec/contract/cloudmonitor';
import { limits as guance } from '@pushspec/contract/guance';
import {
  bluekingCredentials,
  type CredentialSource,
  cloudMonitorCredentials,
  type GivenDataId,
  guanceCredentials,
} from '../credentials.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { asEvents } from './events/as-event.ts';

export interface SendResult {
  vendor: string;
  status: number;
  items: number;
  body: unknown;
}

/** A client for whatever the user wrote: the vendor judges it, not the compiler. */
export interface AnyClient {
  /** Rejects with the client's own errors. */
  send(events: readonly unknown[]): Promise<SendResult>;
  reporter(options: ReporterOptions<object>): Reporter<object>;
}

export interface ClientSource extends CredentialSource {
  /** What the events are, for BlueKing. */
  readonly kind: DataId['kind'];
  readonly given?: GivenDataId | undefined;
  /** The monitor's address, for Guance. */
  readonly webhook?: string | undefined;
  /** In place of the network. */
  readonly fetch?: Fetch | undefined;
}

/** Fails without credentials. */
export function clientFor(vendor: Vendor, source: ClientSource): AnyClient {
  try {
    return makers[vendor](source);
  } catch (cause) {
    // What the client says of its options names none of their values.
    if (!(cause instanceof TypeError)) throw cause;
    throw new CommandFailure(
      EXIT.credentials,
      `the credentials cannot be used: ${cause.message}; check the environment or --config`,
      { cause },
    );
  }
}

const makers: Readonly<Record<Vendor, (source: ClientSource) => AnyClient>> = {
  blueking({ kind, given, fetch, ...source }) {
    const { dataId, accessToken } = bluekingCredentials(source, kind, given);
    const client = createBluekingClient({ dataId, accessToken, kind, baseUrl: source.url, fetch });
    return {
      send: (events) => client.send(events as never),
      reporter: (options) => createReporter(client as never, options as never),
    };
  },
  cloudmonitor({ fetch, ...source }) {
    const credentials = cloudMonitorCredentials(source);
    const client = createCloudMonitorClient({ credentials, baseUrl: source.url, fetch });
    return {
      send: (events) => client.send(events as never),
      reporter: (options) => createReporter(client, options as never) as unknown as Reporter<object>,
    };
  },
  guance({ webhook, fetch, ...source }) {
    const client = createGuanceClient({ ...monitorOf(source, webhook), fetch });
    return {
      // At most one event: the API has no batches.
      send(events) {
        const report = asEvents.guance(events[0]);
        if (!report) return client.send(events.map(contentOf) as never);
        const { extraData, ...event } = report as { extraData?: object };
        return client.send(event as never, { extraData: extraData as never });
      },
      reporter: (options) => createReporter(client, options as never) as unknown as Reporter<object>,
    };
  },
};

/** What stands in the place of an event, whatever it is. */
function contentOf(value: unknown): unknown {
  return isObject(value) && 'event' in value ? value.event : value;
}

function monitorOf(source: CredentialSource, webhook: string | undefined) {
  const { PUSHSPEC_GUANCE_SECRET: secret, PUSHSPEC_GUANCE_API_KEY: apiKey = '' } = source.env;
  if (webhook === undefined || source.config) {
    const { secret, subUri, apiKey } = guanceCredentials(source);
    return { secret, subUri, apiKey, baseUrl: source.url };
  }
  if (secret)
    throw new CommandFailure(
      EXIT.credentials,
      'PUSHSPEC_GUANCE_WEBHOOK says the secret, too: unset it or PUSHSPEC_GUANCE_SECRET',
    );
  return { webhook, apiKey: apiKey || undefined };
}

/** What one request takes. */
export interface RequestLimits {
  /** 1 where the API has no batches. */
  readonly maxItems: number;
  readonly maxBodyBytes: number;
}

const limitsOf = (row: { itemPointer: string | null; maxItems: number | null; maxBodyBytes: number }) => ({
  maxItems: row.itemPointer === null ? 1 : (row.maxItems ?? Number.POSITIVE_INFINITY),
  maxBodyBytes: row.maxBodyBytes,
});

export const requestLimits: Readonly<Record<Vendor, RequestLimits>> = {
  blueking: limitsOf(blueking.pushCustomReport),
  cloudmonitor: limitsOf(cloudmonitor.uploadCustomEvents),
  guance: limitsOf(guance.pushEvent),
};
