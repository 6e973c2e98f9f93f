/** Formats what `start` prints: addresses, credentials, and one command per API to paste. */
import { apiTitles, type Config, developmentConfig, type Profile } from '@pushspec/contract';
import { allApis } from './apis/index.ts';
import { COMMAND } from './version.ts';

export interface WelcomeOptions {
  config: Config;
  profile: Profile;
  /** File name of the store, or `:memory:`. */
  store: string;
  serverUrl: string;
  /** `undefined` if the mock is not installed. */
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
    ...allApis.flatMap(({ name, welcome }) => [
      `${apiTitles[name].en}: credentials`,
      ...welcome.credentials(config, show),
    ]),
    '',
    ...(config === developmentConfig ? commands(serverUrl) : []),
    'Press Ctrl-C to stop.',
    '',
  ].join('\n');
}

/** Returns whether a secret is one of the published development credentials. */
function isPublished(secret: string): boolean {
  return JSON.stringify(developmentConfig).includes(JSON.stringify(secret));
}

function commands(serverUrl: string): string[] {
  return [
    'Paste one of these into another terminal:',
    '',
    ...allApis.flatMap(({ welcome }) => [welcome.command(serverUrl), '']),
    'Then see which requests were accepted, and why the others were not:',
    '',
    `${COMMAND} requests --url ${serverUrl}`,
    '',
  ];
}
