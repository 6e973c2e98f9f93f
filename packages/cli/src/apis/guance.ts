/** Guance on the command line. */
import { developmentConfig, isObject, type Monitor } from '@pushspec/contract';
import { limits, servers } from '@pushspec/contract/guance';
import { type Command, Option } from 'commander';
import type { SendFlags } from '../commands/send.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { type AsEvent, asObject, type CliApi, requestLimits, type SendPlan } from './api.ts';
import { type CredentialSource, configOf, missing } from './credentials.ts';
import { count, given, LOCAL_URL, lookUp, number, pair, unknown } from './flag-values.ts';

type GuanceFlags = SendFlags & GuanceEventFlags & GuanceAddressFlags;

/** Accepts an event, or the body of a request as it is sent: `{event, extraData}`. */
const asEvent: AsEvent = (value) => {
  if (!isObject(value) || !('event' in value)) return asObject(value);
  const { event, extraData } = value;
  if (!isObject(event)) return undefined;
  return extraData === undefined ? event : { ...event, extraData };
};

export const guance: CliApi = {
  name: 'guance',
  title: 'Guance',
  send: {
    summary: 'send events to Guance',
    description: (local) => ({
      first: 'Sends events to Guance.',
      credentials:
        'The credentials come from --config, or from PUSHSPEC_GUANCE_WEBHOOK, which is the copied address of the monitor ' +
        'and says where to send it, too; or from PUSHSPEC_GUANCE_SECRET and PUSHSPEC_GUANCE_SUB_URI. ' +
        `PUSHSPEC_GUANCE_API_KEY is sent along where it is set. ${local}`,
    }),
    example: 'pushspec send guance --status error --title "disk full" --tag host=web-001 --check-value 97.5',
    limits: requestLimits(limits.pushEvent),
    addOptions(command) {
      command
        .optionsGroup('Where to:')
        .addOption(new Option('--site <name>', 'site, such as "Guance CN1", in place of --url'));
      addGuanceEventOptions(command);
    },
    plan: guancePlan,
    asEvent,
    itemsOf: (document) => (Array.isArray(document) ? document : [document]),
  },
  welcome: {
    credentials: ({ guance }, show) => [
      ...guance.monitors.map(
        ({ secret, subUri, enabled }) =>
          `  secret ${show(secret)}  subUri ${subUri || '(none)'}${enabled === false ? '  (disabled)' : ''}`,
      ),
      ...guance.apiKeys.map(
        (key) => `  DF-API-KEY ${show(key)}  (${guance.requireApiKey ? 'required' : 'optional'})`,
      ),
    ],
    command: curlCommand,
  },
  live: {
    config(source) {
      const { apiKey, secret, subUri } = guanceCredentials(source);
      return {
        requireApiKey: apiKey !== undefined,
        ...(apiKey !== undefined && { apiKeys: [apiKey] }),
        monitors: [{ secret, subUri, enabled: true }],
      };
    },
    withoutCredentials: (config) => ({ ...config, guance: { ...config.guance, apiKeys: [], monitors: [] } }),
  },
};

function guancePlan(flags: GuanceFlags): SendPlan {
  const event = given(flags, guanceEventFlags);
  const fromEnvironment = flags.config === undefined ? process.env.PUSHSPEC_GUANCE_WEBHOOK : undefined;
  const { url, webhook } = guanceAddress(flags, fromEnvironment);
  return {
    url,
    events: event && [guanceEvent(event)],
    async connect({ env, config, fetch }) {
      const monitor = monitorOf({ env, config, url }, webhook);
      const [{ createGuanceClient }, { createReporter }] = await Promise.all([
        import('@pushspec/client/guance'),
        import('@pushspec/client/reporter'),
      ]);
      const client = createGuanceClient({ ...monitor, fetch });
      return {
        // At most one event: the API has no batches.
        send(events) {
          const report = asEvent(events[0]);
          if (!report) return client.send(events.map(contentOf) as never);
          const { extraData, ...event } = report as { extraData?: object };
          return client.send(event as never, { extraData: extraData as never });
        },
        reporter: (options) => createReporter(client, options as never) as never,
      };
    },
  };
}

/** The value in the place of an event, whatever its type. */
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

interface GuanceAddressFlags {
  url?: string;
  site?: string;
}

interface GuanceAddress {
  readonly url: string;
  /** The monitor's own address, which says the monitor, too. */
  readonly webhook?: string | undefined;
}

/** @param webhook From the environment; what the flags say goes before it. */
function guanceAddress({ url, site }: GuanceAddressFlags, webhook: string | undefined): GuanceAddress {
  if (site !== undefined) {
    if (url !== undefined) throw usage('--site and --url both say where to send it: give one of them');
    const found = lookUp(site, servers.public);
    if (found === undefined) throw usage(unknown('--site', site, servers.public));
    return { url: found };
  }
  if (url !== undefined || !webhook) return { url: url ?? LOCAL_URL };
  return { url: URL.canParse(webhook.trim()) ? new URL(webhook.trim()).origin : LOCAL_URL, webhook };
}

/** Where the webhook is not used; its address says all but the key. */
function guanceCredentials(source: CredentialSource): Monitor & { apiKey?: string } {
  const {
    PUSHSPEC_GUANCE_SECRET: secret,
    PUSHSPEC_GUANCE_SUB_URI: subUri,
    PUSHSPEC_GUANCE_API_KEY: apiKey,
  } = source.env;
  const key = apiKey ? { apiKey } : {};
  if (!source.config && secret) return { secret, subUri: subUri ?? '', ...key };
  const { guance } = configOf(source, 'PUSHSPEC_GUANCE_SECRET and PUSHSPEC_GUANCE_SUB_URI');
  const monitor = guance.monitors[0] ?? missing('a monitor');
  const configured = guance.requireApiKey ? guance.apiKeys[0] : undefined;
  return { ...monitor, ...(configured !== undefined && { apiKey: configured }), ...key };
}

interface GuanceEventFlags {
  status?: string;
  title?: string;
  message?: string;
  tag?: Readonly<Record<string, string>>;
  checkValue?: number;
  date?: number;
  field?: Readonly<Record<string, string>>;
}

const guanceEventFlags = ['status', 'title', 'message', 'tag', 'checkValue', 'date', 'field'] as const;

function addGuanceEventOptions(command: Command): void {
  command
    .optionsGroup('One event:')
    .option(
      '--status <status>',
      'how bad it is, such as error; ok closes what events with the same tags have opened',
    )
    .option('--title <text>', 'title')
    .option('--message <text>', 'what happened')
    .addOption(new Option('--tag <name=value>', 'a tag of dimension_tags; repeatable').argParser(pair))
    .addOption(new Option('--check-value <number>', 'the value that was checked').argParser(number))
    .addOption(
      new Option('--date <seconds>', 'when, in seconds since 1970 (default: time of receipt)').argParser(
        count,
      ),
    )
    .addOption(new Option('--field <name=value>', 'a field of your own; repeatable').argParser(pair));
}

/** What is missing is left out: the vendor says what it needs. */
function guanceEvent({ tag, checkValue, field, ...known }: GuanceEventFlags): object {
  return { ...field, ...known, dimension_tags: tag, check_value: checkValue };
}

function curlCommand(serverUrl: string): string {
  const { secret, subUri = '' } = developmentConfig.guance.monitors[0] ?? { secret: '' };
  const path = limits.pushEvent.path.replace('{secret}', secret).replace('{subUri}', subUri);
  const push = {
    event: {
      status: 'critical',
      title: 'disk full',
      message: '97 %',
      dimension_tags: { host: 'web-001' },
      check_value: 97,
    },
  };
  return `curl -s ${serverUrl}${path} -H 'Content-Type: application/json' -d '${JSON.stringify(push)}'; echo`;
}

function usage(message: string): CommandFailure {
  return new CommandFailure(EXIT.usage, message);
}
