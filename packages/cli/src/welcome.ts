/** What `start` prints: addresses, credentials for development, and one command per vendor that works when it is pasted. */
import {
  type Config,
  developmentConfig,
  loadBundle,
  operationsOf,
  type Profile,
  type Vendor,
} from '@pushspec/contract';
import { cloudMonitorCommand } from './cloudmonitor-command.ts';

export interface WelcomeOptions {
  config: Config;
  profile: Profile;
  /** File name of the store, or `:memory:`. */
  store: string;
  serverUrl: string;
  /** Undefined where the mock is not installed. */
  mockUrl: string | undefined;
}

export function welcome({ config, profile, store, serverUrl, mockUrl }: WelcomeOptions): string {
  const { blueking, cloudmonitor, guance } = config;
  const show = (secret: string) => (isPublished(secret) ? secret : '(yours)');
  const keys = cloudmonitor.accounts.flatMap((account) => account.keys.map((key) => ({ ...key, account })));
  return [
    `server and site  ${serverUrl}`,
    ...(mockUrl === undefined ? [] : [`mock             ${mockUrl}`]),
    `requests         ${serverUrl}/__admin/requests`,
    `inspector        ${serverUrl}/inspector/`,
    `profile          ${profile}`,
    `store            ${store}`,
    '',
    'BlueKing: credentials',
    ...blueking.dataIds.map(
      ({ dataId, accessToken, kind }) => `  data_id ${dataId}  access_token ${show(accessToken)}  (${kind}s)`,
    ),
    'CloudMonitor: credentials',
    ...keys.map(
      ({ accessKeyId, accessKeySecret, securityToken, account }) =>
        `  AccessKeyId ${accessKeyId}  AccessKeySecret ${show(accessKeySecret)}` +
        `${securityToken ? `  SecurityToken ${show(securityToken)}` : ''}` +
        `  (account ${account.id}${account.authorized === false ? ', without permission' : ''})`,
    ),
    'Guance: credentials',
    ...guance.monitors.map(
      ({ secret, subUri, enabled }) =>
        `  secret ${show(secret)}  subUri ${subUri || '(none)'}${enabled === false ? '  (disabled)' : ''}`,
    ),
    ...guance.apiKeys.map(
      (key) => `  DF-API-KEY ${show(key)}  (${guance.requireApiKey ? 'required' : 'optional'})`,
    ),
    '',
    ...(config === developmentConfig ? commands(serverUrl) : []),
    'Press Ctrl-C to stop.',
    '',
  ].join('\n');
}

/** Whether a secret is one of the published development credentials, which anybody may see. */
function isPublished(secret: string): boolean {
  return JSON.stringify(developmentConfig).includes(JSON.stringify(secret));
}

function commands(serverUrl: string): string[] {
  return [
    'Paste one of these into another terminal:',
    '',
    bluekingCommand(serverUrl),
    '',
    cloudMonitorCommand(serverUrl),
    '',
    guanceCommand(serverUrl),
    '',
  ];
}

function operation(vendor: Vendor) {
  const entry = operationsOf(loadBundle(vendor, 'documented'))[0];
  if (!entry) throw new Error(`the contract of ${vendor} has no operation`);
  return entry;
}

function bluekingCommand(serverUrl: string): string {
  const { dataId, accessToken } = developmentConfig.blueking.dataIds[0] ?? { dataId: 0, accessToken: '' };
  const report = {
    data_id: dataId,
    access_token: accessToken,
    data: [{ metrics: { cpu_load: 0.25 }, target: '127.0.0.1', dimension: { module: 'db' } }],
  };
  return `curl -s ${serverUrl}${operation('blueking').path} -d '${JSON.stringify(report)}'; echo`;
}

function guanceCommand(serverUrl: string): string {
  const { secret, subUri = '' } = developmentConfig.guance.monitors[0] ?? { secret: '' };
  const path = operation('guance').path.replace('{secret}', secret).replace('{subUri}', subUri);
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
