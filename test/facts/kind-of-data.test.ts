import { isObject, loadBundle, operationsOf } from '@pushspec/contract';
import { reasons } from '@pushspec/contract/blueking';
import { expect, it } from 'vitest';
import { developmentDataIds, limits, runningServer, send } from './running-server.fixture.ts';

const [entry] = operationsOf(loadBundle('blueking', 'documented'));
const kinds = entry?.operation['x-kinds'];

it.each(developmentDataIds)('names the kind of data in the words of the receiver: $kind', async (dataId) => {
  const { url } = await runningServer();
  const kind = isObject(kinds) ? kinds[dataId.kind] : undefined;
  const wireName = isObject(kind) ? (kind.wireName ?? dataId.kind) : '';
  const body = JSON.stringify({ data_id: dataId.dataId, access_token: dataId.accessToken, data: [] });
  const { text } = await send(url, { path: limits.blueking.path, body });
  const { message } = JSON.parse(text) as { message: string };
  expect(message).toContain(reasons['data-empty'].message.replace('{kind}', String(wireName)));
});
