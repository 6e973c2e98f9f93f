/** BlueKing on the command line. */
import { type DataId, developmentConfig, isObject } from '@pushspec/contract';
import { limits } from '@pushspec/contract/blueking';
import { type Command, Option } from 'commander';
import type { SendFlags } from '../commands/send.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { type Streams, say } from '../streams.ts';
import { asObject, type CliApi, requestLimits, type SendPlan } from './api.ts';
import {
  addBkmonitorbeatOptions,
  type BkmonitorbeatFlags,
  bkmonitorbeatFlags,
  bkmonitorbeatReport,
  isWholeReport,
  withoutGoFlags,
} from './bkmonitorbeat.ts';
import { bothOrNone, type CredentialSource, configOf, missing } from './credentials.ts';
import { count, given, LOCAL_URL, numberPair, pair } from './flag-values.ts';

type Kind = DataId['kind'];
type BluekingFlags = SendFlags & BluekingEventFlags & BkmonitorbeatFlags & { kind?: Kind };

const { path } = limits.pushCustomReport;

export const blueking: CliApi = {
  name: 'blueking',
  title: 'BlueKing',
  send: {
    summary: 'send events or data points to BlueKing',
    description: (local) => ({
      first: 'Sends events or data points to BlueKing.',
      credentials:
        'The credentials come from --config, or from PUSHSPEC_BLUEKING_DATA_ID and PUSHSPEC_BLUEKING_ACCESS_TOKEN. ' +
        `${local}\nThe flags of \`bkmonitorbeat -report\` are taken as they are.`,
    }),
    example: 'pushspec send blueking --event-name login --content "login failed" --target 10.0.0.1',
    limits: requestLimits(limits.pushCustomReport),
    addOptions(command) {
      command.addOption(
        new Option(
          '--kind <kind>',
          'what the data id is registered for (default: what the first event is)',
        ).choices(['metric', 'event']),
      );
      addBluekingEventOptions(command);
      addBkmonitorbeatOptions(command);
    },
    // The token is in them.
    isSecretOption: (flag) => flag.startsWith('--report'),
    plan: bluekingPlan,
    asEvent: asObject,
    itemsOf: (document) => {
      if (Array.isArray(document)) return document;
      return isWholeReport(document) ? document.data : [document];
    },
  },
  welcome: {
    credentials: ({ blueking }, show) =>
      blueking.dataIds.map(
        ({ dataId, accessToken, kind }) =>
          `  data_id ${dataId}  access_token ${show(accessToken)}  (${kind}s)`,
      ),
    command: curlCommand,
  },
  live: {
    config: (source) => ({ dataIds: [bluekingCredentials(source, 'metric')] }),
    withoutCredentials: (config) => ({ ...config, blueking: { ...config.blueking, dataIds: [] } }),
  },
  rewriteArguments: withoutGoFlags,
};

function bluekingPlan(flags: BluekingFlags, streams: Streams): SendPlan {
  const event = given(flags, bluekingEventFlags);
  const other = given(flags, bkmonitorbeatFlags);
  if (!other) {
    const { kind, url = LOCAL_URL } = flags;
    return { url, events: event && [bluekingEvent(event)], connect: connecting(url, kind) };
  }
  if (event ?? flags.kind)
    throw new CommandFailure(
      EXIT.usage,
      'the flags of bkmonitorbeat have others for it: leave out --kind and the flags of an event',
    );
  const { kind, events, url, exposedBy, ...credentials } = bkmonitorbeatReport(other, Date.now);
  if (exposedBy !== undefined) {
    say(
      streams,
      `pushspec: warning: others on this machine can read the token in ${exposedBy}: put it into PUSHSPEC_BLUEKING_ACCESS_TOKEN instead`,
    );
  }
  const address = flags.url ?? url;
  if (address === undefined) {
    throw new CommandFailure(EXIT.usage, '-report.http.server is missing: give it as HOST:PORT');
  }
  return { url: address, events, isEcho: true, connect: connecting(address, kind, credentials) };
}

/** @param known Undefined: the first event decides. */
function connecting(url: string, known: Kind | undefined, given?: GivenDataId): SendPlan['connect'] {
  return async ({ env, config, first, fetch }) => {
    const kind = known ?? (isObject(first) ? kindOf(first) : 'event');
    const { dataId, accessToken } = bluekingCredentials({ env, config, url }, kind, given);
    const [{ createBluekingClient }, { createReporter }] = await Promise.all([
      import('@pushspec/client/blueking'),
      import('@pushspec/client/reporter'),
    ]);
    const client = createBluekingClient({ dataId, accessToken, kind, baseUrl: url, fetch });
    return {
      send: (events) => client.send(events as never),
      reporter: (options) => createReporter(client as never, options as never),
    };
  };
}

/** What a data id has to be registered for to take it. Some senders give their events empty metrics. */
function kindOf(event: object): Kind {
  return 'metrics' in event && !('event_name' in event) && !('event' in event) ? 'metric' : 'event';
}

/** What the command line says itself, as other tools have it; the rest is looked for as ever. */
interface GivenDataId {
  readonly dataId?: number | undefined;
  readonly accessToken?: string | undefined;
}

/** @param kind What the data id is to be registered for. */
function bluekingCredentials(
  source: CredentialSource,
  kind: DataId['kind'],
  given: GivenDataId = {},
): DataId {
  const own = source.config ? {} : environmentDataId(source.env, given);
  const dataId = given.dataId ?? own.dataId;
  const accessToken = given.accessToken ?? own.accessToken;
  if (dataId !== undefined && accessToken !== undefined) return { dataId, accessToken, kind };
  if (accessToken !== undefined)
    throw new CommandFailure(EXIT.credentials, 'there is a token without a data id: give both');
  const variables = 'PUSHSPEC_BLUEKING_DATA_ID and PUSHSPEC_BLUEKING_ACCESS_TOKEN';
  const { dataIds } = configOf(source, variables).blueking;
  if (dataId === undefined)
    return dataIds.find((entry) => entry.kind === kind) ?? missing(`a data id for ${kind}s`);
  return (
    dataIds.find((entry) => entry.dataId === dataId) ??
    missing(`the data id ${dataId}: set PUSHSPEC_BLUEKING_ACCESS_TOKEN to its token`)
  );
}

function environmentDataId(env: CredentialSource['env'], given: GivenDataId): GivenDataId {
  const { PUSHSPEC_BLUEKING_DATA_ID: id, PUSHSPEC_BLUEKING_ACCESS_TOKEN: accessToken } = env;
  if (given.dataId === undefined && given.accessToken === undefined)
    bothOrNone(env, 'PUSHSPEC_BLUEKING_DATA_ID', 'PUSHSPEC_BLUEKING_ACCESS_TOKEN');
  const dataId = id ? Number(id) : undefined;
  if (dataId !== undefined && !Number.isSafeInteger(dataId))
    throw new CommandFailure(EXIT.usage, 'PUSHSPEC_BLUEKING_DATA_ID is not an integer');
  // The token there belongs to the data id there, if there is one, and to no other.
  const isOther = given.dataId !== undefined && dataId !== undefined && dataId !== given.dataId;
  return { dataId, accessToken: isOther ? undefined : accessToken || undefined };
}

interface BluekingEventFlags {
  eventName?: string;
  content?: string;
  metric?: Readonly<Record<string, number>>;
  target?: string;
  dimension?: Readonly<Record<string, string>>;
  timestamp?: number;
}

const bluekingEventFlags = ['eventName', 'content', 'metric', 'target', 'dimension', 'timestamp'] as const;

function addBluekingEventOptions(command: Command): void {
  command
    .optionsGroup('One event, or one data point:')
    .option('--event-name <name>', 'name of the event')
    .option('--content <text>', 'what happened')
    .addOption(
      new Option('--metric <name=value>', 'a metric, in place of an event; repeatable').argParser(numberPair),
    )
    .option('--target <target>', 'what it is about, such as an IP address')
    .addOption(new Option('--dimension <name=value>', 'a dimension; repeatable').argParser(pair))
    .addOption(
      new Option('--timestamp <ms>', 'when, in milliseconds since 1970 (default: time of receipt)').argParser(
        count,
      ),
    );
}

/** What is missing is left out: the vendor says what it needs. */
function bluekingEvent(flags: BluekingEventFlags): object {
  const { eventName, content, metric, target, dimension, timestamp } = flags;
  if (metric && (eventName ?? content) !== undefined) {
    throw new CommandFailure(
      EXIT.usage,
      'a data point has no name and no content: give either --metric, or --event-name and --content',
    );
  }
  return {
    ...(metric ? { metrics: metric } : { event_name: eventName, event: { content } }),
    target,
    dimension,
    timestamp,
  };
}

function curlCommand(serverUrl: string): string {
  const { dataId, accessToken } = developmentConfig.blueking.dataIds[0] ?? { dataId: 0, accessToken: '' };
  const report = {
    data_id: dataId,
    access_token: accessToken,
    data: [{ metrics: { cpu_load: 0.25 }, target: '127.0.0.1', dimension: { module: 'db' } }],
  };
  return `curl -s ${serverUrl}${path} -d '${JSON.stringify(report)}'; echo`;
}
