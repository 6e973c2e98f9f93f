import type { FetchInit } from '@pushspec/client';
import { createCloudMonitorClient, isTransportError } from '@pushspec/client/cloudmonitor';
import { expect, it } from 'vitest';
import { leasedFetch } from './leased-fetch.ts';

const init: FetchInit = {
  method: 'POST',
  headers: {},
  body: new Uint8Array(),
  signal: new AbortController().signal,
  redirect: 'manual',
};

it.each([
  [9_000, 1],
  [300, 1],
  [299, 0],
  [0, 0],
  [Number.NEGATIVE_INFINITY, 0],
])('with %d ms of the lease left, sends %d requests', async (leftMs, requests) => {
  let sent = 0;
  const service = async () => {
    sent++;
    return new Response();
  };
  const guard = leasedFetch(() => leftMs, service);
  await guard.fetch('http://127.0.0.1', init).catch(() => {});
  expect([sent, guard.passed()]).toEqual([requests, requests]);
});

it('reports that a blocked request cannot have arrived', async () => {
  const { fetch } = leasedFetch(() => 0, undefined);
  const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' };
  const client = createCloudMonitorClient({ credentials, baseUrl: 'http://127.0.0.1:9', fetch });
  const error = await client.send({ name: 'n', content: 'c' }).catch((reason) => reason);
  expect(isTransportError(error) && error.mayHaveArrived).toBe(false);
});
