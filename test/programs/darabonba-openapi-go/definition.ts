import { go } from '../languages.ts';
import type { Program } from '../program.ts';

export const darabonbaOpenapiGo: Program = {
  name: 'darabonba-openapi-go',
  title: { en: 'darabonba-openapi, `CallApi`', zh: 'darabonba-openapi 的 `CallApi`' },
  origin: 'Go',
  api: 'cloudmonitor-rpc',
  operation: 'putCustomEvent',
  signing: 'acs3',
  installation: { from: ['go'], package: 'github.com/alibabacloud-go/darabonba-openapi/v2' },
  settings: {
    en: '`Endpoint`: host and port. `Protocol`: `HTTP`.',
    zh: '`Endpoint`：主机和端口。`Protocol`：`HTTP`。',
  },
  run: go(),
  hasTemporaryKeys: true,
};
