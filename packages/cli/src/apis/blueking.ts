/** Adds BlueKing to the command line. */
import { type DataId, developmentConfig, isObject } from '@pushspec/contract';
import { limits } from '@pushspec/contract/blueking';
import { type Command, Option } from 'commander';
import type { RelayFlags } from '../commands/relay.ts';
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
import { type CredentialSource, configOf, missing, requireBothOrNeither } from './credentials.ts';
import { count, given, LOCAL_URL, numberPair, pair } from './flag-values.ts';

type Kind = DataId['kind'];
type BluekingFlags = SendFlags & BluekingEventFlags & BkmonitorbeatFlags & { kind?: Kind };

const { path } = limits.pushCustomReport;

export const blueking: CliApi = {
  name: 'blueking',
  send: {
    summary: 'send events or data points to BlueKing',
    description: (local) => ({
      first: 'Sends events or data points to BlueKing.',
      credentials:
        'The credentials come from --config, or from PUSHSPEC_BLUEKING_DATA_ID and PUSHSPEC_BLUEKING_ACCESS_TOKEN. ' +
        `${local}\nThe flags of \`bkmonitorbeat -report\` work too.`,
    }),
    example: 'pushspec send blueking --event-name login --content "login failed" --target 10.0.0.1',
    limits: requestLimits(limits.pushCustomReport),
    addOptions(command) {
      command
        .optionsGroup('Options:')
        .addOption(
          new Option(
            '--kind <kind>',
            'what the data id is registered for (default: the kind of the first event)',
          ).choices(['metric', 'event']),
        );
      addBluekingEventOptions(command);
      addBkmonitorbeatOptions(command);
    },
    // These flags contain the token.
    isSecretOption: (flag) => flag.startsWith('--report'),
    plan: bluekingPlan,
    asEvent: asObject,
    itemsOf: (document) => {
      if (Array.isArray(document)) return document;
      return isWholeReport(document) ? document.data : [document];
    },
  },
  relay: {
    example: 'pushspec relay blueking --spool events.spool --config bk.json --data-id 1500101',
    addOptions(command) {
      command
        .addOption(
          new Option(
            '--data-id <number>',
            'data id to send to (default: the one in the environment, or the first one of the configuration)',
          ).argParser(count),
        )
        .addOption(
          new Option('--kind <kind>', 'what the data id in the environment is registered for').choices([
            'metric',
            'event',
          ]),
        );
    },
    url: () => undefined,
    async connect(source, flags: RelayFlags & TargetFlags) {
      const entry = relayedDataId(source, flags);
      const { createBluekingClient } = await import('@pushspec/client/blueking');
      return {
        createClient: (fetch) => createBluekingClient({ ...entry, baseUrl: source.url, fetch }),
        target: { blueking: { dataIds: [entry] } },
        name: `data id ${entry.dataId}, for ${entry.kind}s`,
      };
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
    return { url, events: event && [bluekingEvent(event)], connect: connector(url, kind) };
  }
  if (event ?? flags.kind)
    throw new CommandFailure(
      EXIT.usage,
      '`--kind` and the event flags cannot be combined with bkmonitorbeat flags: use `-report.message.kind` and `-report.event.*` instead',
    );
  const { kind, events, url, exposedBy, ...credentials } = bkmonitorbeatReport(other, Date.now);
  if (exposedBy !== undefined) {
    say(
      streams,
      `pushspec: warning: other users of this machine can read the token in \`${exposedBy}\`: set PUSHSPEC_BLUEKING_ACCESS_TOKEN instead`,
    );
  }
  const address = flags.url ?? url;
  if (address === undefined) {
    throw new CommandFailure(EXIT.usage, '`-report.http.server` is missing: set it to HOST:PORT');
  }
  return { url: address, events, printsResponse: true, connect: connector(address, kind, credentials) };
}

/** @param known The kind, or `undefined` to use the kind of the first event. */
function connector(url: string, known: Kind | undefined, given?: GivenDataId): SendPlan['connect'] {
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

/** Returns the kind of data id that accepts this event. Some senders add empty metrics to their events. */
function kindOf(event: object): Kind {
  return 'metrics' in event && !('event_name' in event) && !('event' in event) ? 'metric' : 'event';
}

/** Credentials from bkmonitorbeat flags. Missing ones come from the environment or the configuration. */
interface GivenDataId {
  readonly dataId?: number | undefined;
  readonly accessToken?: string | undefined;
}

/** @param kind Kind that the data id must be registered for. */
function bluekingCredentials(
  source: CredentialSource,
  kind: DataId['kind'],
  given: GivenDataId = {},
): DataId {
  const fromEnvironment = source.config ? {} : environmentDataId(source.env, given);
  const dataId = given.dataId ?? fromEnvironment.dataId;
  const accessToken = given.accessToken ?? fromEnvironment.accessToken;
  if (dataId !== undefined && accessToken !== undefined) return { dataId, accessToken, kind };
  if (accessToken !== undefined)
    throw new CommandFailure(EXIT.credentials, 'the access token is set without a data id: set both');
  const variables = 'PUSHSPEC_BLUEKING_DATA_ID and PUSHSPEC_BLUEKING_ACCESS_TOKEN';
  const { dataIds } = configOf(source, variables).blueking;
  if (dataId === undefined)
    return dataIds.find((entry) => entry.kind === kind) ?? missing(`data id for ${kind}s`);
  return (
    dataIds.find((entry) => entry.dataId === dataId) ??
    missing(`data id ${dataId}`, 'set PUSHSPEC_BLUEKING_ACCESS_TOKEN to its token')
  );
}

interface TargetFlags {
  readonly dataId?: number;
  readonly kind?: Kind;
}

/** Returns the data id that a relay sends to. */
function relayedDataId(source: CredentialSource, { dataId, kind }: TargetFlags): DataId {
  const own = source.config ? {} : environmentDataId(source.env, {});
  if (own.dataId !== undefined && own.accessToken !== undefined) {
    if (dataId !== undefined && dataId !== own.dataId) {
      throw new CommandFailure(
        EXIT.usage,
        `\`--data-id ${dataId}\` is not the one in PUSHSPEC_BLUEKING_DATA_ID: use only one of them`,
      );
    }
    if (kind !== undefined) return { dataId: own.dataId, accessToken: own.accessToken, kind };
    throw new CommandFailure(
      EXIT.usage,
      '`--kind` is missing: set it to metric or event, as the data id in PUSHSPEC_BLUEKING_DATA_ID is registered',
    );
  }
  const variables = 'PUSHSPEC_BLUEKING_DATA_ID and PUSHSPEC_BLUEKING_ACCESS_TOKEN';
  const { dataIds } = configOf(source, variables).blueking;
  const fits = (entry: DataId) =>
    (dataId === undefined || entry.dataId === dataId) && (kind === undefined || entry.kind === kind);
  const wanted = `data id${dataId === undefined ? '' : ` ${dataId}`}${kind === undefined ? '' : ` for ${kind}s`}`;
  return dataIds.find(fits) ?? missing(wanted);
}

function environmentDataId(env: CredentialSource['env'], given: GivenDataId): GivenDataId {
  const { PUSHSPEC_BLUEKING_DATA_ID: id, PUSHSPEC_BLUEKING_ACCESS_TOKEN: accessToken } = env;
  if (given.dataId === undefined && given.accessToken === undefined)
    requireBothOrNeither(env, 'PUSHSPEC_BLUEKING_DATA_ID', 'PUSHSPEC_BLUEKING_ACCESS_TOKEN');
  const dataId = id ? Number(id) : undefined;
  if (dataId !== undefined && !Number.isSafeInteger(dataId))
    throw new CommandFailure(EXIT.usage, 'PUSHSPEC_BLUEKING_DATA_ID must be an integer');
  // The token in the environment belongs to the data id in the environment only.
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
    .optionsGroup('A single event or data point:')
    .option('--event-name <name>', 'name of the event')
    .option('--content <text>', 'what happened')
    .addOption(
      new Option('--metric <name=value>', 'a metric instead of an event; repeatable').argParser(numberPair),
    )
    .option('--target <target>', 'what the event is about, such as an IP address')
    .addOption(new Option('--dimension <name=value>', 'a dimension; repeatable').argParser(pair))
    .addOption(
      new Option(
        '--timestamp <ms>',
        'time in milliseconds since the epoch (default: time of receipt)',
      ).argParser(count),
    );
}

/** Builds an event. Missing fields are left out, so that the client reports them. */
function bluekingEvent(flags: BluekingEventFlags): object {
  const { eventName, content, metric, target, dimension, timestamp } = flags;
  if (metric && (eventName ?? content) !== undefined) {
    throw new CommandFailure(
      EXIT.usage,
      'a data point has no name or content: use either `--metric`, or `--event-name` and `--content`',
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
