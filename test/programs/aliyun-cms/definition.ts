import { java } from '../languages.ts';
import type { Item, Program } from '../program.ts';

const common = {
  folder: 'aliyun-cms',
  origin: 'Maven',
  api: 'cloudmonitor',
  operation: 'uploadCustomEvents',
  installation: { from: ['maven'], package: 'aliyun-cms' },
  settings: {
    en: 'The first argument of `CMSClient`: the address with `http://`. Each event needs a group.',
    zh: '`CMSClient` 的第一个参数：带 `http://` 的地址。每个事件都需要应用分组。',
  },
} as const satisfies Partial<Program>;

/** The program refuses events without a group, which the API accepts. */
const GROUP = { groupId: 101 };

export const aliyunCms: Program = {
  ...common,
  name: 'aliyun-cms',
  title: 'aliyun-cms',
  run: java(),
  defaults: GROUP,
  hasTemporaryKeys: true,
  // It refuses a blank name before it sends.
  refusals: { 'invalid-event': { item: { name: 'deploy', content: 'version 1.4', groupId: -1 } } },
};

const example = (content: string): Item[] =>
  ['Event001', 'Event002'].map((name) => ({ name, content, ...GROUP }));

export const cloudmonitorExample: Program = {
  ...common,
  name: 'cloudmonitor-example',
  title: {
    en: 'The Java example of CloudMonitor’s page, with aliyun-cms',
    zh: '云监控页面的 Java 示例，使用 aliyun-cms',
  },
  run: java(() => []),
  fixedCalls: [example('abc,123'), example('abcd,1234')],
};
