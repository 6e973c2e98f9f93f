/** Adds Guance to the command line. */
import { developmentConfig, isObject, type Monitor } from '@pushspec/contract';
import { limits, servers } from '@pushspec/contract/guance';
import { type Command, Option } from 'commander';
import type { RelayFlags } from '../commands/relay.ts';
import type { SendFlags } from '../commands/send.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { type AsEvent, asObject, type CliApi, requestLimits, type SendPlan } from './api.ts';
import { type CredentialSource, configOf, missing } from './credentials.ts';
import { count, given, LOCAL_URL, lookUp, number, pair, unknown } from './flag-values.ts';

type GuanceFlags = SendFlags & GuanceEventFlags & GuanceAddressFlags;

/** Accepts an event or a complete request body, `{event, extraData}`. */
const asEvent: AsEvent = (value) => {
  if (!isObject(value) || !('event' in value)) return asObject(value);
  const { event, extraData } = value;
  if (!isObject(event)) return undefined;
  return extraData === undefined ? event : { ...event, extraData };
};

export const guance: CliApi = {
  name: 'guance',
  send: {
    summary: 'send events to Guance',
    description: (local) => ({
      first: 'Sends events to Guance.',
      credentials:
        'The credentials come from --config, from PUSHSPEC_GUANCE_WEBHOOK (the webhook address of the monitor, ' +
        'which also sets the destination), or from PUSHSPEC_GUANCE_SECRET and PUSHSPEC_GUANCE_SUB_URI. ' +
        `PUSHSPEC_GUANCE_API_KEY is sent too if it is set. ${local}`,
    }),
    example: 'pushspec send guance --status error --title "disk full" --tag host=web-001 --check-value 97.5',
    limits: requestLimits(limits.pushEvent),
    addOptions(command) {
      command
        .optionsGroup('Destination:')
        .addOption(new Option('--site <name>', 'site to send to, such as "Guance CN1", instead of --url'));
      addGuanceEventOptions(command);
    },
    plan: guancePlan,
    asEvent,
    itemsOf: (document) => (Array.isArray(document) ? document : [document]),
  },
  relay: {
    example: 'pushspec relay guance --spool events.spool --site "Guance CN1"',
    addOptions(command) {
      command.addOption(
        new Option('--site <name>', 'site to send to, such as "Guance CN1"').conflicts('target'),
      );
    },
    url: ({ target: url, site, config }: RelayFlags & { site?: string }) =>
      guanceAddress({ url, site }, webhookIn({ config })).url,
    async connect(source, flags: RelayFlags & { site?: string }) {
      const { createGuanceClient, monitorAddress } = await import('@pushspec/client/guance');
      const found = monitorOf(source, webhookIn(flags));
      const { apiKey } = found;
      const address = found.webhook === undefined ? found : monitorAddress(found.webhook);
      const { secret, subUri = '' } = address;
      // An address from an option replaces that of the webhook.
      const isOwn = flags.target === undefined && flags.site === undefined;
      const baseUrl = isOwn ? address.baseUrl : source.url;
      return {
        createClient: (fetch) => createGuanceClient({ secret, subUri, apiKey, baseUrl, fetch }),
        target: { guance: { monitors: [{ secret, subUri }] } },
        name: `the monitor with subUri ${subUri || '(none)'}`,
      };
    },
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
  const { url, webhook } = guanceAddress(flags, webhookIn(flags));
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
          if (!report) return client.send(events.map(eventOf) as never);
          const { extraData, ...event } = report as { extraData?: object };
          return client.send(event as never, { extraData: extraData as never });
        },
        reporter: (options) => createReporter(client, options as never) as never,
      };
    },
  };
}

/** Returns the `event` of a request body, or the value itself. */
function eventOf(value: unknown): unknown {
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
      'PUSHSPEC_GUANCE_WEBHOOK already contains the secret: unset it or PUSHSPEC_GUANCE_SECRET',
    );
  return { webhook, apiKey: apiKey || undefined };
}

/** Returns the webhook address of the environment, unless a configuration is given. */
function webhookIn({ config }: { readonly config?: string | undefined }): string | undefined {
  return config === undefined ? process.env.PUSHSPEC_GUANCE_WEBHOOK : undefined;
}

interface GuanceAddressFlags {
  url?: string | undefined;
  site?: string | undefined;
}

interface GuanceAddress {
  readonly url: string;
  /** The monitor's webhook address, which also identifies the monitor. */
  readonly webhook?: string | undefined;
}

/** @param webhook Webhook address from the environment. Flags override it. */
function guanceAddress({ url, site }: GuanceAddressFlags, webhook: string | undefined): GuanceAddress {
  if (site !== undefined) {
    if (url !== undefined) throw usage('`--site` and `--url` both set the address: use only one of them');
    const found = lookUp(site, servers.public);
    if (found === undefined)
      throw usage(unknown({ option: '--site', name: site, table: servers.public, addressOption: '--url' }));
    return { url: found };
  }
  if (url !== undefined || !webhook) return { url: url ?? LOCAL_URL };
  return { url: URL.canParse(webhook.trim()) ? new URL(webhook.trim()).origin : LOCAL_URL, webhook };
}

/** Returns the credentials when no webhook is used. A webhook contains everything but the API key. */
function guanceCredentials(source: CredentialSource): Monitor & { apiKey?: string } {
  const {
    PUSHSPEC_GUANCE_SECRET: secret,
    PUSHSPEC_GUANCE_SUB_URI: subUri,
    PUSHSPEC_GUANCE_API_KEY: apiKey,
  } = source.env;
  const key = apiKey ? { apiKey } : {};
  if (!source.config && secret) return { secret, subUri: subUri ?? '', ...key };
  const { guance } = configOf(source, 'PUSHSPEC_GUANCE_SECRET and PUSHSPEC_GUANCE_SUB_URI');
  const monitor = guance.monitors[0] ?? missing('monitor');
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
    .optionsGroup('A single event:')
    .option(
      '--status <status>',
      'severity, such as error; ok closes the incident that events with the same tags have opened',
    )
    .option('--title <text>', 'title of the event')
    .option('--message <text>', 'what happened')
    .addOption(new Option('--tag <name=value>', 'a tag of dimension_tags; repeatable').argParser(pair))
    .addOption(new Option('--check-value <number>', 'the value that was checked').argParser(number))
    .addOption(
      new Option('--date <seconds>', 'time in seconds since the epoch (default: time of receipt)').argParser(
        count,
      ),
    )
    .addOption(new Option('--field <name=value>', 'a custom field; repeatable').argParser(pair));
}

/** Builds an event. Missing fields are left out, so that the client reports them. */
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
