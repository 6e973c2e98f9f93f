/** Connects a reporter to the queue, so that the reporter holds events while PostgreSQL is down. */
import { redirectClient } from '@pushspec/client/reporter';
import type { FleetApi, FleetTypes } from './apis/index.ts';
import { targetOf } from './connection.ts';
import { queueNames } from './names.ts';
import { type EventQueue, openQueue, type QueueOptions } from './queue.ts';

export type BridgeOptions = Omit<QueueOptions, 'api' | 'kind' | 'validate' | 'waitMs'>;

export interface Bridge<Client> {
  /** Pass it to `createReporter()`. It sends nothing to the vendor. */
  readonly client: Client;
  /** Closes the connection. Close the reporter first. */
  close(): Promise<void>;
}

/**
 * Creates a client for `createReporter()` whose events go to the queue. While PostgreSQL is down, even when the process
 * starts, the reporter holds events in memory or in its spool. Its outcome `delivered` means that the event is in the
 * queue. The queue does not validate these events, so pass `validate` to the reporter. Events that the vendor refuses
 * later become dead letters.
 *
 * An event may be stored twice: if its commit gets no response, or if a reporter sends it again after a crash. Only the
 * outcome of the reporter says so.
 *
 * @param client A client of the queue's API. It is never used to send
 * @throws TypeError if an option is invalid, or if `client` is not a client of `@pushspec/client`
 * @example
 * const bridge = createBridge(createCloudMonitorClient({ credentials, region }), { postgres, account: '1234567890' });
 * const reporter = createReporter(bridge.client, { spool, validate, retry: { deadlineMs: Infinity } });
 */
export function createBridge<Client extends FleetTypes[FleetApi]['client']>(
  client: Client,
  options: BridgeOptions,
): Bridge<Client> {
  const { api } = client;
  targetOf(options);
  queueNames(api, options.account);
  let opened: Promise<EventQueue> | undefined;
  const queue = () => {
    opened ??= openQueue({ ...options, api, validate: false, waitMs: 0 }).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };
  return {
    client: redirectClient(client, async (events) => (await queue()).push(events as never)),
    close: async () => (await opened)?.close(),
  };
}
