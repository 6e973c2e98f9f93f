import type { Command, Program } from '../program.ts';
import { MACHINE } from '../results.ts';

const curl = (url: string, headers: readonly string[], body: unknown): Command => ({
  command: [
    ...['curl', '--silent', '--show-error', '--fail-with-body', url],
    ...['Content-Type: application/json', ...headers].flatMap((header) => ['-H', header]),
    ...['--data-binary', JSON.stringify(body)],
  ],
});

const common = {
  folder: 'curl',
  title: 'curl',
  origin: MACHINE,
  installation: { from: [], package: 'curl', version: ['curl', '--version'] },
  refusedCode: 22,
} as const satisfies Partial<Program>;

export const curlBlueking: Program = {
  ...common,
  name: 'curl-blueking',
  api: 'blueking',
  operation: 'pushCustomReport',
  kind: 'event',
  settings: {
    en: 'The address. `--fail-with-body` shows a refusal and sets the exit code.',
    zh: '地址。`--fail-with-body` 会显示拒绝的响应并设置退出码。',
  },
  run: ({ url, calls, variables }) =>
    calls.map((data) =>
      curl(`${url}/v2/push/`, [], {
        data_id: Number(variables.BK_DATA_ID),
        access_token: variables.BK_ACCESS_TOKEN,
        data,
      }),
    ),
};

export const curlGuance: Program = {
  ...common,
  name: 'curl-guance',
  api: 'guance',
  operation: 'pushEvent',
  settings: {
    en: 'The address with secret and subUri, and the header `DF-API-KEY`.',
    zh: '带 secret 和 subUri 的地址，以及请求头 `DF-API-KEY`。',
  },
  run: ({ url, calls, variables }) =>
    calls
      .flat()
      .map((item) => curl(`${url}${variables.GUANCE_PATH}`, [`DF-API-KEY: ${variables.DF_API_KEY}`], item)),
  requestsOf: (items) => items.map((item) => [item]),
};
