/** Adds CloudMonitor's RPC API to the command line. Its keys are those of CloudMonitor. */

import { isObject } from '@pushspec/contract';
import { limits, servers } from '@pushspec/contract/cloudmonitor-rpc';
import { type Command, Option } from 'commander';
import type { RelayFlags } from '../commands/relay.ts';
import type { SendFlags } from '../commands/send.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { type RegionFlags, regionOptions, regionUrl } from '../region.ts';
import { COMMAND } from '../version.ts';
import { asObject, type CliApi, requestLimits, type SendPlan } from './api.ts';
import { cloudMonitorCredentials, cloudmonitor } from './cloudmonitor.ts';
import { eventInfo } from './event-info.ts';
import { given, LOCAL_URL, lookUp, unknown } from './flag-values.ts';

interface AddressFlags {
  readonly url?: string;
  readonly region?: string;
  /** The name of the option in the vendor's command line. */
  readonly RegionId?: string;
}

interface EventFlags {
  readonly name?: string;
  readonly content?: string;
  readonly groupId?: string;
  readonly time?: string;
  readonly EventInfo?: readonly unknown[];
}

const eventFlags = ['name', 'content', 'groupId', 'time', 'EventInfo'] as const;

type Flags = SendFlags & AddressFlags & EventFlags;

export const cloudmonitorRpc: CliApi = {
  name: 'cloudmonitor-rpc',
  send: {
    summary: 'send events to CloudMonitor with PutCustomEvent',
    description: (local) => ({
      first: 'Sends events to CloudMonitor with PutCustomEvent, the call of the vendor’s SDKs.',
      credentials: cloudmonitor.send.description(local).credentials,
    }),
    example:
      'echo \'{"EventName":"deploy","Content":"version 1.4"}\' | pushspec send cloudmonitor-rpc --region cn-hangzhou',
    limits: requestLimits(limits.putCustomEvent),
    addOptions,
    plan,
    asEvent: asObject,
    itemsOf,
  },
  relay: {
    example: 'pushspec relay cloudmonitor-rpc --spool events.spool --region cn-hangzhou',
    addOptions(command) {
      for (const option of regionOptions('target')) command.addOption(option);
    },
    url: (flags: RelayFlags & RegionFlags) => regionUrl(flags, { public: servers.public }, '--target'),
    async connect(source) {
      const credentials = cloudMonitorCredentials(source);
      const { createCloudMonitorRpcClient } = await import('@pushspec/client/cloudmonitor-rpc');
      return {
        createClient: (fetch) => createCloudMonitorRpcClient({ credentials, baseUrl: source.url, fetch }),
        ...{ target: {}, name: `key ${credentials.accessKeyId}` },
      };
    },
  },
  welcome: {
    // One vendor, one account.
    credentials: () => ['  the keys of CloudMonitor'],
    command: (serverUrl) =>
      `echo '{"EventName":"deploy","Content":"version 1.4"}' | ${COMMAND} send cloudmonitor-rpc --url ${serverUrl}`,
  },
  live: cloudmonitor.live,
  signing: {
    variables: cloudmonitor.signing?.variables ?? '',
    servers: { public: servers.public },
    async load() {
      const { cloudMonitorRpcSigning } = await import('./cloudmonitor-rpc-signing.ts');
      return cloudMonitorRpcSigning(cloudMonitorCredentials);
    },
  },
  doctor: { load: async () => (await import('./cloudmonitor-doctor.ts')).cloudMonitorRpcDoctor },
};

function addOptions(command: Command): void {
  command
    .optionsGroup('Destination:')
    .addOption(new Option('--region <name>', 'region to send to, such as cn-hangzhou, instead of --url'))
    .addOption(new Option('--RegionId <name>').hideHelp().conflicts('region'))
    .optionsGroup('A single event:')
    .option('--name <name>', 'name of the event')
    .option('--content <text>', 'what happened')
    .option('--group-id <id>', 'application group of the event')
    .option('--time <time>', 'time, such as 20171023T144439.948+0800 (default: time of receipt)')
    .addOption(
      new Option('--EventInfo <array>', 'events in the format of `aliyuncli cms PutEvent`').argParser(
        eventInfo,
      ),
    );
}

function plan(flags: Flags): SendPlan {
  const event = given(flags, eventFlags);
  const url = addressOf(flags);
  return {
    url,
    events: event && eventsOf(event),
    async connect({ env, config, fetch }) {
      const credentials = cloudMonitorCredentials({ env, config, url });
      const [{ createCloudMonitorRpcClient }, { createReporter }] = await Promise.all([
        import('@pushspec/client/cloudmonitor-rpc'),
        import('@pushspec/client/reporter'),
      ]);
      const client = createCloudMonitorRpcClient({ credentials, baseUrl: url, fetch });
      return {
        send: (events) => client.send(events as never),
        reporter: (options) => createReporter(client, options as never) as never,
      };
    },
  };
}

/** Builds the events. Missing fields are left out, so that the service reports them. */
function eventsOf({ EventInfo, name, content, groupId, time }: EventFlags): readonly unknown[] {
  if (!EventInfo) return [{ EventName: name, Content: content, GroupId: groupId, Time: time }];
  if (name === undefined && content === undefined && groupId === undefined && time === undefined)
    return EventInfo;
  throw new CommandFailure(
    EXIT.usage,
    '`--EventInfo` contains complete events: use either `--EventInfo`, or `--name`, `--content`, `--group-id` and `--time`',
  );
}

/** Returns the items of an array, of the body of a request, or of one event. */
function itemsOf(document: unknown): readonly unknown[] {
  if (Array.isArray(document)) return document;
  return isObject(document) && Array.isArray(document.EventInfo) ? document.EventInfo : [document];
}

function addressOf({ url, RegionId, region = RegionId }: AddressFlags): string {
  if (region === undefined) return url ?? LOCAL_URL;
  if (url !== undefined)
    throw new CommandFailure(EXIT.usage, '`--region` and `--url` both set the address: use only one of them');
  const found = lookUp(region, servers.public);
  if (found !== undefined) return found;
  throw new CommandFailure(
    EXIT.usage,
    unknown({ option: '--region', name: region, table: servers.public, addressOption: '--url' }),
  );
}
