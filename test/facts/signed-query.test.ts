import { createHash, createHmac } from 'node:crypto';
import { sign, signedHeaders } from '@pushspec/client/cloudmonitor';
import { expect, it } from 'vitest';
import {
  cloudmonitorRequest,
  developmentKey,
  limits,
  NOW,
  runningServer,
  send,
} from './running-server.fixture.ts';

const { path, method } = limits.cloudmonitor;
const body = '[{"name":"disk-full","content":"97 %"}]';

const queries = [
  ['has a second question mark', '?from=a?to=b', '?from=a?to=b'],
  ['has question marks only', '???', '???'],
  ['ends with a question mark', '?from=a?', '?from=a?'],
  ['has its pairs out of order', '?to=b&from=a', '?from=a&to=b'],
  ['has a second question mark and pairs out of order', '?to=b?c&from=a', '?from=a&to=b?c'],
  ['is empty', '?', ''],
] as const;

/** The last line of a string to sign. */
const resourceOf = (stringToSign: string) => stringToSign.split('\n').at(-1);

it.each(queries)('signs a query that %s (%s)', (_what, query, signed) => {
  const { stringToSign } = sign({
    method,
    requestTarget: path + query,
    headers: {},
    body: Buffer.from(body),
    ...developmentKey,
  });
  expect(resourceOf(stringToSign)).toBe(path + signed);
});

it.each(queries)('creates the headers of a request whose query %s (%s)', (_what, query, signed) => {
  const { stringToSign } = signedHeaders({
    method,
    url: `http://127.0.0.1:4010${path}${query}`,
    body: Buffer.from(body),
    credentials: developmentKey,
  });
  expect(resourceOf(stringToSign)).toBe(path + signed);
});

it.each(queries)('accepts the signature of a query that %s (%s)', async (_what, query, signed) => {
  const { url } = await runningServer();
  const md5 = createHash('md5').update(body).digest('hex').toUpperCase();
  const date = new Date(NOW).toUTCString();
  const own = { 'x-cms-api-version': '1.0', 'x-cms-ip': '10.0.0.7', 'x-cms-signature': 'hmac-sha1' };
  const lines = Object.entries(own).map(([name, value]) => `${name}:${value}`);
  const stringToSign = [method, md5, 'application/json', date, ...lines, path + signed].join('\n');
  const { accessKeyId, accessKeySecret } = developmentKey;
  const signature = createHmac('sha1', accessKeySecret).update(stringToSign).digest('hex').toUpperCase();
  const sent = await send(url, {
    path: path + query,
    body,
    headers: {
      ...own,
      date,
      'content-md5': md5,
      'content-type': 'application/json',
      authorization: `${accessKeyId}:${signature}`,
    },
  });
  expect(sent.status).toBe(200);
});

it('rejects a signature of the query up to its second question mark', async () => {
  const server = await runningServer();
  const { headers } = cloudmonitorRequest({ target: `${path}?from=a` });
  expect((await send(server.url, { path: `${path}?from=a?to=b`, headers, body })).status).toBe(403);
  expect((await server.requests())[0]?.reasons[0]?.code).toBe('signature-mismatch');
});

it('replays a request whose query has a second question mark', async () => {
  const { url } = await runningServer();
  const first = await send(url, cloudmonitorRequest({ target: `${path}?from=a?to=b` }));
  const id = first.headers['x-pushspec-request-id'];
  const replay = await fetch(`${url}/__admin/requests/${id}/replay`, { method: 'POST' });
  expect(await replay.json()).toMatchObject({ answer: { status: 200 }, verdict: { outcome: 'accepted' } });
});
