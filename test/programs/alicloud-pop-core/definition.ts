import { node } from '../languages.ts';
import type { Program } from '../program.ts';

const common = {
  folder: 'alicloud-pop-core',
  origin: 'npm',
  api: 'cloudmonitor-rpc',
  installation: { from: ['npm'], package: '@alicloud/pop-core' },
  hasTemporaryKeys: true,
} as const satisfies Partial<Program>;

export const popCorePutCustomEvent: Program = {
  ...common,
  name: 'alicloud-pop-core',
  title: '@alicloud/pop-core',
  operation: 'putCustomEvent',
  settings: {
    en: '`endpoint`: the address with `http://`. `method`: `POST`, in capitals, for a form.',
    zh: '`endpoint`：带 `http://` 的地址。`method`：大写的 `POST`，以表单发送。',
  },
  run: node(),
};

export const popCorePutEvent: Program = {
  ...common,
  name: 'alicloud-pop-core-get',
  title: { en: '@alicloud/pop-core with GET', zh: '@alicloud/pop-core，使用 GET' },
  operation: 'putEvent',
  settings: { en: '`endpoint`: the address with `http://`.', zh: '`endpoint`：带 `http://` 的地址。' },
  run: node({ ACTION: 'PutEvent', METHOD: 'GET' }),
};
