import { java } from '../languages.ts';
import type { Program } from '../program.ts';

export const cms20190101Java: Program = {
  name: 'cms20190101-java',
  title: 'com.aliyun:cms20190101',
  origin: 'Maven',
  api: 'cloudmonitor-rpc',
  operation: 'putCustomEvent',
  signing: 'acs3',
  installation: { from: ['maven'], package: 'cms20190101' },
  settings: {
    en: '`setEndpoint(…)`: host and port. `setProtocol("HTTP")`.',
    zh: '`setEndpoint(…)`：主机和端口。`setProtocol("HTTP")`。',
  },
  run: java(),
  hasTemporaryKeys: true,
};
