/** Adds CloudMonitor to the command line. */
import type { AccessKey } from '@pushspec/contract';
import { limits, servers } from '@pushspec/contract/cloudmonitor';
import { type Command, Option } from 'commander';
import type { RelayFlags } from '../commands/relay.ts';
import type { SendFlags } from '../commands/send.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { type RegionFlags, regionOptions, regionUrl } from '../region.ts';
import { asObject, type CliApi, requestLimits, type SendPlan } from './api.ts';
import { cloudMonitorCommand } from './cloudmonitor-curl.ts';
import { type CredentialSource, configOf, missing, requireBothOrNeither } from './credentials.ts';
import { given, LOCAL_URL } from './flag-values.ts';

type CloudMonitorFlags = SendFlags & CloudMonitorEventFlags & CloudMonitorAddressFlags & MovedFlags;

/** Flags of the vendor's command line, which calls the other API. */
interface MovedFlags {
  EventInfo?: string;
  RegionId?: string;
}

const movedFlags = ['--EventInfo', '--RegionId'] as const;

export const cloudmonitor: CliApi = {
  name: 'cloudmonitor',
  send: {
    summary: 'send events to CloudMonitor',
    description: (local) => ({
      first: 'Sends events to CloudMonitor.',
      credentials:
        'The credentials come from --config, or from ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET ' +
        `and ALIBABA_CLOUD_SECURITY_TOKEN. ${local}`,
    }),
    example:
      'echo \'{"name":"deploy","content":"version 1.4"}\' | pushspec send cloudmonitor --region cn-hangzhou',
    limits: requestLimits(limits.uploadCustomEvents),
    addOptions(command) {
      command
        .optionsGroup('Destination:')
        .addOption(new Option('--region <name>', 'region to send to, such as cn-hangzhou, instead of --url'))
        .addOption(
          new Option(
            '--network <name>',
            'endpoint of the region: public, or vpc for senders inside a VPC (default: public)',
          ).choices(['public', 'vpc']),
        );
      addCloudMonitorEventOptions(command);
      for (const flag of movedFlags) command.addOption(new Option(`${flag} <value>`).hideHelp());
    },
    plan: cloudMonitorPlan,
    asEvent: asObject,
    itemsOf: (document) => (Array.isArray(document) ? document : [document]),
  },
  relay: {
    example: 'pushspec relay cloudmonitor --spool events.spool --region cn-hangzhou',
    addOptions(command) {
      for (const option of regionOptions('target')) command.addOption(option);
    },
    url: (flags: RelayFlags & RegionFlags) => regionUrl(flags, servers, '--target'),
    async connect(source) {
      const credentials = cloudMonitorCredentials(source);
      const { createCloudMonitorClient } = await import('@pushspec/client/cloudmonitor');
      return {
        createClient: (fetch) => createCloudMonitorClient({ credentials, baseUrl: source.url, fetch }),
        ...{ target: {}, name: `key ${credentials.accessKeyId}` },
      };
    },
  },
  welcome: {
    credentials: ({ cloudmonitor }, show) =>
      cloudmonitor.accounts.flatMap((account) =>
        account.keys.map(
          ({ accessKeyId, accessKeySecret, securityToken }) =>
            `  AccessKeyId ${accessKeyId}  AccessKeySecret ${show(accessKeySecret)}` +
            `${securityToken ? `  SecurityToken ${show(securityToken)}` : ''}` +
            `  (account ${account.id}${account.authorized === false ? ', without permission' : ''})`,
        ),
      ),
    command: cloudMonitorCommand,
  },
  live: {
    config: (source) => ({
      accounts: [{ id: 'live', authorized: true, keys: [cloudMonitorCredentials(source)] }],
    }),
    withoutCredentials: (config) => ({
      ...config,
      cloudmonitor: { ...config.cloudmonitor, accounts: [] },
    }),
  },
  signing: {
    variables:
      'ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN',
    servers,
    async load() {
      const { cloudMonitorSigning } = await import('./cloudmonitor-signing.ts');
      return cloudMonitorSigning(cloudMonitorCredentials);
    },
  },
  doctor: { load: async () => (await import('./cloudmonitor-doctor.ts')).cloudMonitorDoctor },
};

function cloudMonitorPlan(flags: CloudMonitorFlags): SendPlan {
  for (const flag of movedFlags) {
    if (flags[flag.slice(2) as keyof MovedFlags] === undefined) continue;
    throw usage(
      `\`${flag}\` is an option of \`aliyuncli cms PutEvent\`, which calls the RPC API: use \`pushspec send cloudmonitor-rpc\``,
    );
  }
  const event = given(flags, cloudMonitorEventFlags);
  const url = cloudMonitorUrl(flags);
  return {
    url,
    events: event && [event],
    async connect({ env, config, fetch }) {
      const credentials = cloudMonitorCredentials({ env, config, url });
      const [{ createCloudMonitorClient }, { createReporter }] = await Promise.all([
        import('@pushspec/client/cloudmonitor'),
        import('@pushspec/client/reporter'),
      ]);
      const client = createCloudMonitorClient({ credentials, baseUrl: url, fetch });
      return {
        send: (events) => client.send(events as never),
        reporter: (options) => createReporter(client, options as never) as never,
      };
    },
  };
}

interface CloudMonitorAddressFlags {
  url?: string;
  region?: string;
  network?: string;
}

function cloudMonitorUrl({ url, region, network }: CloudMonitorAddressFlags): string {
  const found = regionUrl({ region, network }, servers, '--url');
  if (found === undefined) return url ?? LOCAL_URL;
  if (url !== undefined) throw usage('`--region` and `--url` both set the address: use only one of them');
  return found;
}

/** Returns the first key of the environment or the configuration. */
export function cloudMonitorCredentials(source: CredentialSource): AccessKey {
  const { ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId, ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret } =
    source.env;
  const { ALIBABA_CLOUD_SECURITY_TOKEN: securityToken } = source.env;
  const names = ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'] as const;
  if (!source.config && requireBothOrNeither(source.env, ...names) && accessKeyId && accessKeySecret)
    return { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) };
  const { cloudmonitor } = configOf(
    source,
    'ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET',
  );
  return cloudmonitor.accounts[0]?.keys[0] ?? missing('access key');
}

interface CloudMonitorEventFlags {
  name?: string;
  content?: string;
  groupId?: number | string;
  time?: string;
}

const cloudMonitorEventFlags = ['name', 'content', 'groupId', 'time'] as const;

function addCloudMonitorEventOptions(command: Command): void {
  command
    .optionsGroup('A single event:')
    .option('--name <name>', 'name of the event')
    .option('--content <text>', 'what happened')
    .addOption(new Option('--group-id <id>', 'application group of the event').argParser(groupId))
    .option('--time <time>', 'time, such as 20171023T144439.948+0800 (default: time of receipt)');
}

/** Returns a number if the string is one. The contract also accepts the digits as a string. */
function groupId(argument: string): number | string {
  const number = Number(argument);
  return /^\d+$/.test(argument) && Number.isSafeInteger(number) ? number : argument;
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, message);
}
