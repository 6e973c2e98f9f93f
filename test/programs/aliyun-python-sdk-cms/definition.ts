import { python } from '../languages.ts';
import type { Program } from '../program.ts';

export const aliyunPythonSdk: Program = {
  name: 'aliyun-python-sdk-cms',
  title: 'aliyun-python-sdk-cms, aliyun-python-sdk-core',
  origin: 'PyPI',
  api: 'cloudmonitor-rpc',
  operation: 'putCustomEvent',
  installation: { from: ['pip'], package: 'aliyun-python-sdk-cms' },
  settings: {
    en: '`request.set_endpoint(…)`: host and port. `request.set_protocol_type("http")`.',
    zh: '`request.set_endpoint(…)`：主机和端口。`request.set_protocol_type("http")`。',
  },
  run: python(),
  hasTemporaryKeys: true,
  // It recognizes the vendor's message by the string to sign in it, and shows its own.
  refusals: { 'wrong-secret': { shows: 'The AccessKeySecret is incorrect' } },
};
