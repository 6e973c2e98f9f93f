import { createBluekingClient } from '@pushspec/client/blueking';
import { createUndiciFetch } from '@pushspec/client/undici';

const client = createBluekingClient({
  dataId: Number(process.env.PUSHSPEC_BLUEKING_DATA_ID),
  accessToken: String(process.env.PUSHSPEC_BLUEKING_ACCESS_TOKEN),
  kind: 'metric',
  baseUrl: 'http://127.0.0.1:4010',
  fetch: createUndiciFetch(),
});
await client.send({ target: '10.0.0.1', metrics: { cpu_load: 0.25 } });
