/** The toy on the command line. */
import { limits } from '@pushspec/contract/toy';
import { asObject, type CliApi, requestLimits } from './api.ts';
import { configOf, missing } from './credentials.ts';
import { LOCAL_URL } from './flag-values.ts';

export const toy: CliApi = {
  name: 'toy',
  send: {
    summary: 'send events to the toy',
    description: (local) => ({
      first: 'Sends events to the toy.',
      credentials: `The credentials come from --config. ${local}`,
    }),
    example: 'echo \'{"name":"wound-up"}\' | pushspec send toy',
    limits: requestLimits(limits.pushToys),
    addOptions: () => undefined,
    plan: ({ url = LOCAL_URL }) => ({
      url,
      async connect({ env, config, fetch }) {
        const { cloudmonitor } = configOf({ env, config, url }, 'nothing');
        const key = cloudmonitor.accounts[0]?.keys[0] ?? missing('an access key');
        const { createToyClient } = await import('@pushspec/client/toy');
        const client = createToyClient({ ...key, baseUrl: url, fetch });
        return {
          send: (events) => client.send(events as never),
          reporter: () => {
            throw new Error('the toy has no reporter');
          },
        };
      },
    }),
    asEvent: asObject,
    itemsOf: (document) => (Array.isArray(document) ? document : [document]),
  },
  welcome: {
    credentials: ({ cloudmonitor: { accounts } }, show) =>
      accounts.flatMap(({ keys }) =>
        keys.map(
          ({ accessKeyId, accessKeySecret }) => `  X-Toy-Key ${accessKeyId}  secret ${show(accessKeySecret)}`,
        ),
      ),
    command: (serverUrl) => `echo '{"name":"wound-up"}' | npx pushspec send toy --url ${serverUrl}`,
  },
  live: {
    config: (source) => ({ accounts: configOf(source, 'nothing').cloudmonitor.accounts }),
    withoutCredentials: (config) => ({ ...config, cloudmonitor: { ...config.cloudmonitor, accounts: [] } }),
  },
};
