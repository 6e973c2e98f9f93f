import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, Item, Program, RunContext } from '../program.ts';

const OPTIONS = ['--check-status', '--ignore-stdin', '--pretty=none', '--print=hb'];

/** Returns a JSON value in the nested syntax of HTTPie: `data[0][target]=web-001`, or `:=` for values other than strings. */
function nested(path: string, value: unknown): string[] {
  if (typeof value === 'string') return [`${path}=${value}`];
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0)
    return [`${path}:=${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([name, each]) => nested(`${path}[${name}]`, each));
}

/** Without a setting, HTTPie starts a process that looks for a newer version on the internet. */
function http({ installed, scratch }: RunContext, args: readonly string[]): Command {
  writeFileSync(join(scratch, 'config.json'), JSON.stringify({ disable_update_warnings: true }));
  return {
    command: ['python3', '-m', 'httpie', ...OPTIONS, ...args],
    env: { PYTHONPATH: installed, HTTPIE_CONFIG_DIR: scratch },
  };
}

const common = {
  folder: 'httpie',
  origin: 'PyPI',
  installation: { from: ['pip'], package: 'httpie' },
  // One process for each request.
  refusedCode: 4,
  refusals: { 'server-error': { code: 5 } },
} as const satisfies Partial<Program>;

export const httpieBlueking: Program = {
  ...common,
  name: 'httpie-blueking',
  title: 'HTTPie',
  api: 'blueking',
  operation: 'pushCustomReport',
  kind: 'event',
  settings: {
    en: 'Nested fields: `data[0][target]=web-001`. `--check-status` sets the exit code.',
    zh: '嵌套字段写成 `data[0][target]=web-001`。`--check-status` 决定退出码。',
  },
  run: (context) =>
    context.calls.map((items: readonly Item[]) =>
      http(context, [
        ...['POST', `${context.url}/v2/push/`, `data_id:=${context.variables.BK_DATA_ID}`],
        `access_token=${context.variables.BK_ACCESS_TOKEN}`,
        ...items.flatMap((item, index) => nested(`data[${index}]`, item)),
      ]),
    ),
};

export const httpieGuance: Program = {
  ...common,
  name: 'httpie-guance',
  title: 'HTTPie',
  api: 'guance',
  operation: 'pushEvent',
  settings: {
    en: 'The address with secret and subUri, and the header `DF-API-KEY`.',
    zh: '带 secret 和 subUri 的地址，以及请求头 `DF-API-KEY`。',
  },
  run: (context) =>
    context.calls.flatMap((items: readonly Item[]) =>
      items.map((item) =>
        http(context, [
          ...['POST', `${context.url}${context.variables.GUANCE_PATH}`],
          `DF-API-KEY:${context.variables.DF_API_KEY}`,
          ...Object.entries(item).flatMap(([name, value]) => nested(name, value)),
        ]),
      ),
    ),
  requestsOf: (items) => items.map((item) => [item]),
};
