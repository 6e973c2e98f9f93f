import { java } from '../languages.ts';
import type { Program } from '../program.ts';

export const aliyunJavaSdk: Program = {
  name: 'aliyun-java-sdk-cms',
  title: 'aliyun-java-sdk-cms, aliyun-java-sdk-core',
  origin: 'Maven',
  api: 'cloudmonitor-rpc',
  operation: 'putCustomEvent',
  installation: { from: ['maven'], package: 'aliyun-java-sdk-cms' },
  settings: {
    en: '`request.setSysEndpoint(…)`: host and port. `request.setSysProtocol(ProtocolType.HTTP)`.',
    zh: '`request.setSysEndpoint(…)`：主机和端口。`request.setSysProtocol(ProtocolType.HTTP)`。',
  },
  run: java(),
  hasTemporaryKeys: true,
  // It recognizes the vendor's message by the string to sign in it, and shows its own.
  refusals: { 'wrong-secret': { shows: 'InvalidAccessKeySecret' } },
};
