import { go } from '../languages.ts';
import type { Program } from '../program.ts';

export const alibabaCloudSdkGo: Program = {
  name: 'alibaba-cloud-sdk-go',
  title: 'alibaba-cloud-sdk-go',
  origin: 'Go',
  api: 'cloudmonitor-rpc',
  operation: 'putCustomEvent',
  installation: { from: ['go'], package: 'github.com/aliyun/alibaba-cloud-sdk-go' },
  settings: {
    en: '`request.Domain`: host and port. `request.Scheme`: `http`. It leaves out empty values, so events with an empty content are refused.',
    zh: '`request.Domain`：主机和端口。`request.Scheme`：`http`。它会省略空值，因此内容为空的事件会被拒绝。',
  },
  run: go(),
  cannotSend: ['empty'],
  hasTemporaryKeys: true,
};
