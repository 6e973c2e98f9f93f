import { node } from '../languages.ts';
import type { Program } from '../program.ts';

export const cms20180308Node: Program = {
  name: 'alicloud-cms20180308-node',
  title: '@alicloud/cms20180308',
  origin: 'npm',
  api: 'cloudmonitor-rpc',
  operation: 'putEvent',
  signing: 'acs3',
  installation: { from: ['npm'], package: '@alicloud/cms20180308' },
  settings: {
    en: '`endpoint`: host and port without a scheme. `protocol`: `HTTP`.',
    zh: '`endpoint`：主机和端口，不带协议。`protocol`：`HTTP`。',
  },
  run: node(),
  hasTemporaryKeys: true,
};
