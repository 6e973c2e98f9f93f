import { loadBundle, readContract } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { developmentDataIds, limits, runningServer, send } from './running-server.fixture.ts';

const { operations, reasons } = readContract(loadBundle('blueking', 'documented'), {
  api: 'blueking',
  profile: 'documented',
});
const kinds = operations[0]?.body.kinds ?? [];

it.each(developmentDataIds)('names the kind of data as the receiver does: $kind', async (dataId) => {
  const { url } = await runningServer();
  const wireName = kinds.find(({ name }) => name === dataId.kind)?.wireName ?? '';
  const body = JSON.stringify({ data_id: dataId.dataId, access_token: dataId.accessToken, data: [] });
  const { text } = await send(url, { path: limits.blueking.path, body });
  const { message } = JSON.parse(text) as { message: string };
  expect(message).toContain(String(reasons['data-empty']?.message.replace('{kind}', wireName)));
});
