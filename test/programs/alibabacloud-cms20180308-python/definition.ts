import { python } from '../languages.ts';
import type { Program } from '../program.ts';

export const cms20180308Python: Program = {
  name: 'alibabacloud-cms20180308-python',
  title: 'alibabacloud-cms20180308',
  origin: 'PyPI',
  api: 'cloudmonitor-rpc',
  operation: 'putEvent',
  signing: 'acs3',
  installation: { from: ['pip'], package: 'alibabacloud-cms20180308' },
  settings: {
    en: '`endpoint`: host and port without a scheme. `protocol`: `HTTP`.',
    zh: '`endpoint`：主机和端口，不带协议。`protocol`：`HTTP`。',
  },
  run: python(),
  hasTemporaryKeys: true,
};
