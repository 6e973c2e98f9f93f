import { python } from '../languages.ts';
import type { Program } from '../program.ts';

export const bluekingExample: Program = {
  name: 'blueking-example',
  title: {
    en: 'The Python example of BlueKing’s page, with `requests`',
    zh: '蓝鲸页面的 Python 示例，使用 `requests`',
  },
  origin: 'PyPI',
  api: 'blueking',
  operation: 'pushCustomReport',
  kind: 'metric',
  installation: { from: ['pip'], package: 'requests' },
  settings: {
    en: '`PROXY_IP`, `DATA_ID` and `ACCESS_TOKEN`, and the port in `PROXY_URL`.',
    zh: '`PROXY_IP`、`DATA_ID`、`ACCESS_TOKEN`，以及 `PROXY_URL` 里的端口。',
  },
  run: python(),
  fixedCalls: [
    [
      {
        metrics: { cpu_load: 0.25, mem_usage: 0.75 },
        target: '0:192.168.0.1',
        dimension: { module: 'db', location: 'guangdong' },
      },
    ],
  ],
  // It prints the response and ends with 0 in any case.
  refusedCode: 0,
};
