import { python } from '../languages.ts';
import type { Program } from '../program.ts';

const common = {
  folder: 'alibabacloud-cms20190101-python',
  origin: 'PyPI',
  api: 'cloudmonitor-rpc',
  operation: 'putCustomEvent',
  installation: { from: ['pip'], package: 'alibabacloud-cms20190101' },
  hasTemporaryKeys: true,
} as const satisfies Partial<Program>;

export const cms20190101Python: Program = {
  ...common,
  name: 'alibabacloud-cms20190101',
  title: 'alibabacloud-cms20190101',
  signing: 'acs3',
  settings: {
    en: '`endpoint`: host and port without a scheme. `protocol`: `HTTP`.',
    zh: '`endpoint`：主机和端口，不带协议。`protocol`：`HTTP`。',
  },
  run: python(),
};

export const cms20190101PythonV1: Program = {
  ...common,
  name: 'alibabacloud-cms20190101-v1',
  title: {
    en: 'alibabacloud-cms20190101 with the older signature',
    zh: 'alibabacloud-cms20190101 使用旧签名',
  },
  settings: {
    en: 'As above, and `signature_algorithm`: `v2`.',
    zh: '同上，另加 `signature_algorithm`：`v2`。',
  },
  run: python('program.py', { SIGNATURE_ALGORITHM: 'v2' }),
};
