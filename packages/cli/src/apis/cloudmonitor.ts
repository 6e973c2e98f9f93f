/** CloudMonitor on the command line. */
import type { AccessKey } from '@pushspec/contract';
import { limits, servers } from '@pushspec/contract/cloudmonitor';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { SendFlags } from '../commands/send.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { asObject, type CliApi, requestLimits, type SendPlan } from './api.ts';
import { cloudMonitorCommand } from './cloudmonitor-curl.ts';
import { bothOrNone, type CredentialSource, configOf, missing } from './credentials.ts';
import { given, LOCAL_URL, lookUp, unknown } from './flag-values.ts';

type CloudMonitorFlags = SendFlags &
  CloudMonitorEventFlags &
  CloudMonitorAddressFlags & { RegionId?: string };

export const cloudmonitor: CliApi = {
  name: 'cloudmonitor',
  title: 'CloudMonitor',
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
        .optionsGroup('Where to:')
        .addOption(new Option('--region <name>', 'region, such as cn-hangzhou, in place of --url'))
        .addOption(
          new Option(
            '--network <name>',
            'which address of the region: vpc is reached from within its VPCs (default: public)',
          ).choices(['public', 'vpc']),
        )
        // The name that it has in the vendor's own command line.
        .addOption(new Option('--RegionId <name>').hideHelp().conflicts('region'));
      addCloudMonitorEventOptions(command);
    },
    plan: cloudMonitorPlan,
    asEvent: asObject,
    itemsOf: (document) => (Array.isArray(document) ? document : [document]),
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
    variables: 'ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET, ALIBABA_CLOUD_SECURITY_TOKEN',
    servers,
    async load() {
      const { cloudMonitorSigning } = await import('./cloudmonitor-signing.ts');
      return cloudMonitorSigning(cloudMonitorCredentials);
    },
  },
};

function cloudMonitorPlan(flags: CloudMonitorFlags): SendPlan {
  const { RegionId, region = RegionId } = flags;
  const event = given(flags, cloudMonitorEventFlags);
  const url = cloudMonitorUrl({ ...flags, ...(region !== undefined && { region }) });
  return {
    url,
    events: event && cloudMonitorEvents(event),
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
  if (region === undefined) {
    if (network !== undefined)
      throw usage('--network says which address of a region is used: give --region, too');
    return url ?? LOCAL_URL;
  }
  if (url !== undefined) throw usage('--region and --url both say where to send it: give one of them');
  const networks: Readonly<Record<string, Readonly<Record<string, string>>>> = servers;
  const found = lookUp(region, networks[network ?? 'public'] ?? {});
  if (found !== undefined) return found;
  const elsewhere = Object.keys(networks).find((name) => Object.hasOwn(networks[name] ?? {}, region));
  throw usage(
    elsewhere === undefined
      ? unknown('--region', region, networks[network ?? 'public'] ?? {})
      : `${region} has no ${network ?? 'public'} address: give --network ${elsewhere}, or its address with --url`,
  );
}

function cloudMonitorCredentials(source: CredentialSource): AccessKey {
  const { ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId, ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret } =
    source.env;
  const { ALIBABA_CLOUD_SECURITY_TOKEN: securityToken } = source.env;
  const names = ['ALIBABA_CLOUD_ACCESS_KEY_ID', 'ALIBABA_CLOUD_ACCESS_KEY_SECRET'] as const;
  if (!source.config && bothOrNone(source.env, ...names) && accessKeyId && accessKeySecret)
    return { accessKeyId, accessKeySecret, ...(securityToken && { securityToken }) };
  const { cloudmonitor } = configOf(
    source,
    'ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET',
  );
  return cloudmonitor.accounts[0]?.keys[0] ?? missing('an access key');
}

interface CloudMonitorEventFlags {
  name?: string;
  content?: string;
  groupId?: number | string;
  time?: string;
  EventInfo?: readonly unknown[];
}

const cloudMonitorEventFlags = ['name', 'content', 'groupId', 'time', 'EventInfo'] as const;

function addCloudMonitorEventOptions(command: Command): void {
  command
    .optionsGroup('One event:')
    .option('--name <name>', 'name of the event')
    .option('--content <text>', 'what happened')
    .addOption(new Option('--group-id <id>', 'application group that it belongs to').argParser(groupId))
    .option('--time <time>', 'when, such as 20171023T144439.948+0800 (default: time of receipt)')
    .addOption(
      new Option('--EventInfo <array>', 'events as `aliyuncli cms PutEvent` takes them').argParser(eventInfo),
    );
}

/** What is missing is left out: the vendor says what it needs. */
function cloudMonitorEvents({ EventInfo, ...event }: CloudMonitorEventFlags): readonly unknown[] {
  if (!EventInfo) return [event];
  if (Object.values(event).some((value) => value !== undefined)) {
    throw new CommandFailure(
      EXIT.usage,
      '--EventInfo has whole events: give either it, or --name, --content, --group-id and --time',
    );
  }
  return EventInfo;
}

function eventInfo(text: string): readonly unknown[] {
  const events = parseEventInfo(text);
  if (Array.isArray(events)) return events;
  throw new InvalidArgumentError(
    `it is an array of events, such as '[{"name":"deploy","content":"1.4"}]'; single quotes within are taken as well.`,
  );
}

/** A number where it is one; the contract takes its digits as a string, too. */
function groupId(text: string): number | string {
  const number = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(number) ? number : text;
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, message);
}

/** Reads the argument of `aliyuncli cms PutEvent --EventInfo`, whose samples have single quotes where JSON has double ones. */
export function parseEventInfo(text: string): unknown {
  return parse(text) ?? parse(withDoubleQuotes(text));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A string in either kind of quotes, with its escapes. */
const STRING = /"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/gs;

/** Strings in double quotes stay as they are. */
function withDoubleQuotes(text: string): string {
  return text.replace(STRING, (whole, single: string | undefined) =>
    single === undefined ? whole : `"${single.replace(/\\.|"/gs, rewritten)}"`,
  );
}

/** A quote that needs its escape now, and one that needs it no more; other escapes are the same in JSON. */
function rewritten(found: string): string {
  if (found === '"') return '\\"';
  return found === "\\'" ? "'" : found;
}
