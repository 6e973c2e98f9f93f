/** What `start` prints: addresses, credentials for development, and one command per vendor that works when it is pasted. */
import { type Config, developmentConfig, type Profile } from '@pushspec/contract';
import { allApis } from './apis/index.ts';

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
  const show = (secret: string) => (isPublished(secret) ? secret : '(yours)');
  return [
    `server and site  ${serverUrl}`,
    ...(mockUrl === undefined ? [] : [`mock             ${mockUrl}`]),
    `requests         ${serverUrl}/__admin/requests`,
    `inspector        ${serverUrl}/inspector/`,
    `profile          ${profile}`,
    `store            ${store}`,
    '',
    ...allApis.flatMap(({ title, welcome }) => [
      `${title}: credentials`,
      ...welcome.credentials(config, show),
    ]),
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
    ...allApis.flatMap(({ welcome }) => [welcome.command(serverUrl), '']),
  ];
}
