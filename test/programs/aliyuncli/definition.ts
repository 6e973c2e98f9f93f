import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chinese, emoji } from '../apis/values.ts';
import type { Command, Item, Program, RunContext } from '../program.ts';

/** Writes what `aliyuncli configure` asks for. */
function configure({ scratch, url, variables }: RunContext): void {
  const folder = join(scratch, '.aliyuncli');
  mkdirSync(folder, { recursive: true });
  const write = (file: string, settings: readonly string[]) =>
    writeFileSync(join(folder, file), `${['[default]', ...settings].join('\n')}\n`);
  write('configure', ['output = json', 'region = cn-hangzhou', `port = ${new URL(url).port}`]);
  write('credentials', [
    `aliyun_access_key_id = ${variables.ALIBABA_CLOUD_ACCESS_KEY_ID}`,
    `aliyun_access_key_secret = ${variables.ALIBABA_CLOUD_ACCESS_KEY_SECRET}`,
  ]);
}

/** The program needs Python 2, so it runs on Jython. */
const jython = (installed: string): readonly string[] => [
  ...['java', '-XX:TieredStopAtLevel=1', '-Dfile.encoding=UTF-8'],
  ...[`-Dpython.cachedir=${join(installed, 'jython')}`, '-jar'],
  ...globSync(join(installed, 'lib/jython-standalone-*.jar')),
];

/** Returns the command line of the vendor's page. */
function commandLine({ installed, source, scratch, url }: RunContext, events: string): Command {
  return {
    command: [...jython(installed), ...[join(source, 'start.py'), 'cms', 'PutEvent', '--EventInfo', events]],
    env: {
      HOME: scratch,
      ALIYUNCLI_SITE: join(installed, 'site'),
      ENDPOINT_HOST: new URL(url).hostname,
    },
  };
}

/** Writes events with single quotes, as the page does. */
function singleQuoted(events: readonly Item[]): string {
  const fields = (event: Item) => Object.entries(event).map(([name, value]) => `'${name}':'${value}'`);
  return `[${events.map((event) => `{${fields(event).join(',')}}`).join(',')}]`;
}

export const aliyuncli: Program = {
  name: 'aliyuncli',
  title: {
    en: 'aliyuncli on Jython, with the command line of CloudMonitor’s page',
    zh: 'Jython 上的 aliyuncli，使用云监控页面的命令行',
  },
  cannotSend: ['symbols'],
  origin: 'PyPI',
  api: 'cloudmonitor-rpc',
  operation: 'putEvent',
  installation: {
    from: ['maven', 'sources'],
    package: 'aliyuncli',
    compile: (folder) => [...jython(folder), '-m', 'compileall', '-q', join(folder, 'site')],
  },
  settings: {
    en: '`port` in `~/.aliyuncli/configure`. The host only with `add_endpoint` of its SDK. Values with `~` get a wrong signature.',
    zh: '`~/.aliyuncli/configure` 里的 `port`。主机只能通过其 SDK 的 `add_endpoint` 设置。带 `~` 的值签名错误。',
  },
  run: (context) => {
    configure(context);
    return context.calls.map((events) => commandLine(context, singleQuoted(events)));
  },
  fixedCalls: [
    [
      {
        ...{ content: 'helloworld', time: '20171023T180923.456+0800' },
        ...{ name: 'ErrorEvent', groupId: '27147' },
      },
    ],
    [{ content: chinese, name: emoji }],
  ],
};
