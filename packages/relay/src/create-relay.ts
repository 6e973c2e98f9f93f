/** Creates a relay from its public options. */
import { createRequire } from 'node:module';
import {
  type ApiName,
  checkedOptions,
  checkedToken,
  type OptionNames,
  type PartialConfig,
} from '@pushspec/contract';
import { type NodeRequirement, requireNode } from '@pushspec/contract/node-version';
import type { CreateClient } from './delivery/delivery.ts';
import { openQueueDelivery, type RelayQueueOptions } from './delivery/queue-delivery.ts';
import { openSpoolDelivery, type SendOptions, type SpoolFileOptions } from './delivery/spool-delivery.ts';
import { type OpenDelivery, type Relay, relayOn } from './relay.ts';

/** Options of `createRelay`. */
export interface RelayOptions {
  api: ApiName;
  /**
   * Creates a client of `@pushspec/client` for this API, with the credentials that the relay sends with. It must pass on
   * `fetch`.
   *
   * @example createClient: (fetch) => createCloudMonitorClient({ credentials, region: 'cn-hangzhou', fetch })
   */
  createClient: CreateClient;
  /**
   * The only target that requests may name: a configuration whose first data id or monitor is that of the client. Not
   * needed for APIs whose requests name no target.
   *
   * @default {}
   * @example target: { blueking: { dataIds: [{ dataId: 1500101, accessToken, kind: 'metric' }] } }
   */
  target?: PartialConfig;
  /** The file in which events wait. Set either this or `queue`. */
  spool?: SpoolFileOptions;
  /** The PostgreSQL queue of `@pushspec/fleet` in which events wait. Several relays may share it. */
  queue?: RelayQueueOptions;
  /** Batch size, share of the rate limit, and number of requests in flight. @default as in `createReporter` */
  send?: SendOptions;
  /** Token that every request must have. @default none, which is allowed on loopback addresses only */
  token?: string;
  /** Receives one line for each problem. @default writes it to stderr */
  log?: (line: string) => void;
}

const OPTIONS: OptionNames<RelayOptions> = {
  ...{
    api: true,
    createClient: true,
    target: true,
    spool: true,
    queue: true,
    send: true,
    token: true,
    log: true,
  },
};

const SPOOL: OptionNames<SpoolFileOptions> = {
  ...{ file: true, maxItems: true, maxBytes: true, maxAgeMs: true, synchronous: true, account: true },
};
const QUEUE: OptionNames<RelayQueueOptions> = { postgres: true, schema: true, account: true, maxItems: true };
const SEND: OptionNames<SendOptions> = { batch: true, pace: true, concurrency: true };

/**
 * Creates a relay, and starts sending the events in its storage. It accepts requests after `listen()`.
 *
 * @throws TooOldNodeError if Node.js is too old
 * @throws TypeError if an option is missing or invalid
 * @throws SpoolError if the spool cannot be used, or belongs to another target
 * @throws FleetError if PostgreSQL is not available, or if its tables have another version
 */
export async function createRelay(options: RelayOptions): Promise<Relay> {
  requireNode(createRequire(import.meta.url)('../package.json') as NodeRequirement);
  const {
    api,
    createClient,
    target = {},
    spool,
    queue,
    send,
    token,
  } = checkedOptions('createRelay', options, OPTIONS);
  const { log = (line) => void process.stderr.write(`pushspec relay: ${line}\n`) } = options;
  if (typeof createClient !== 'function') throw new TypeError('`createClient` must be a function');
  if ((spool === undefined) === (queue === undefined))
    throw new TypeError('set either `spool` or `queue`: the file or the queue in which events wait');
  if (spool) checkedOptions('spool', spool, SPOOL);
  if (queue) checkedOptions('queue', queue, QUEUE);
  if (send) checkedOptions('send', send, SEND);
  if (spool && (typeof spool.file !== 'string' || spool.file === ''))
    throw new TypeError('`spool.file` must be the name of the file in which events wait');
  if (queue && (typeof queue.account !== 'string' || queue.account === ''))
    throw new TypeError(
      '`queue.account` must be a non-empty string: name the account or key that the rate limit applies to',
    );
  if (token !== undefined && (typeof token !== 'string' || token === ''))
    throw new TypeError('`token` must be a non-empty string; omit it on a loopback address');
  if (token !== undefined) checkedToken('`token`', token);
  const open: OpenDelivery = (events) =>
    queue
      ? openQueueDelivery(createClient, { api, queue, send }, events)
      : openSpoolDelivery(createClient, { spool: spool as SpoolFileOptions, send }, events);
  return relayOn({ api, target, open, token, log });
}
