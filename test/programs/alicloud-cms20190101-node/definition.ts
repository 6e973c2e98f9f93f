import { node } from '../languages.ts';
import type { Program } from '../program.ts';

export const cms20190101Node: Program = {
  name: 'alicloud-cms20190101-node',
  title: '@alicloud/cms20190101',
  origin: 'npm',
  api: 'cloudmonitor-rpc',
  operation: 'putCustomEvent',
  signing: 'acs3',
  installation: { from: ['npm'], package: '@alicloud/cms20190101' },
  settings: {
    en: '`endpoint`: host and port without a scheme. `protocol`: `HTTP`.',
    zh: '`endpoint`：主机和端口，不带协议。`protocol`：`HTTP`。',
  },
  run: node(),
  hasTemporaryKeys: true,
};
