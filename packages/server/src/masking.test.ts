/** Plants secrets in requests in every spelling, and looks for them on every surface that shows requests. */
import { type ApiName, developmentConfig, parseConfig } from '@pushspec/contract';
import { limits } from '@pushspec/contract/blueking';
import { expect, it } from 'vitest';
import { admin } from './admin/admin.fixture.ts';
import { type PlainRequest, type PlainResponse, send, signedRequest, startServer } from './server.fixture.ts';

const known = {
  accessToken: 'canary/token+1f0e9d',
  accessKeySecret: 'canarySecretKey77ab',
  securityToken: 'canary"sts"\\token-8c7d',
  apiKey: 'canary-api-key-5566',
  monitor: 'canary_monitor_9a8b',
};
const unknown = {
  accessToken: 'stranger-token-1a2b3c',
  securityToken: 'stranger-sts-4d5e6f',
  apiKey: 'stranger-api-key-7788',
  monitor: 'stranger_monitor_99',
  signature: '0123456789ABCDEF0123456789ABCDEF01234567',
};
const canaries = [...Object.values(known), ...Object.values(unknown)];

const config = parseConfig({
  blueking: { dataIds: [{ dataId: 7, accessToken: known.accessToken, kind: 'event' }] },
  cloudmonitor: {
    accounts: [
      {
        id: 'a',
        keys: [
          {
            accessKeyId: 'keyId',
            accessKeySecret: known.accessKeySecret,
            securityToken: known.securityToken,
          },
        ],
      },
    ],
  },
  guance: { apiKeys: [known.apiKey], monitors: [{ secret: known.monitor, subUri: 'x' }] },
});

const percent = (text: string) =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const escaped = (text: string) =>
  [...text].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

/** Returns a string as it is and after each kind of decoding. */
function readings(text: string): string[] {
  const unescaped = (from: string) =>
    from.replace(/\\+u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  const decoded = (from: string) =>
    from.replace(/%(?:25)*([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  const bare = (from: string) => from.replaceAll('\\', '');
  return [text, unescaped(text), decoded(text), decoded(unescaped(text)), bare(unescaped(text))];
}

function canariesIn(text: string): string[] {
  const shown = readings(text);
  return canaries.filter((canary) =>
    shown.some((reading) => reading.includes(canary) || reading.includes(canary.replaceAll('\\', ''))),
  );
}

const json = { 'content-type': 'application/json' };
const push = '/api/v1/push-events';

const planted: PlainRequest[] = [
  { path: '/v2/push/', body: `{"data_id":8,"access_token":"${known.accessToken}","data":[]}` },
  { path: '/v2/push/', body: `{"data_id":7,"access_token":"${escaped(known.accessToken)}","data":[{}]}` },
  { path: '/v2/push/', body: `{"data_id":7,"access_token":"canary\\/token+1f0e9d","data":[{"a":1}]}` },
  { path: '/v2/push/', body: `{"data_id":7,"access_token":"${unknown.accessToken}","data":[]}` },
  { path: '/v2/push/', body: `{"data_id":7,"access\\u005ftoken":"${escaped(unknown.accessToken)}"}` },
  { path: '/v2/push/', body: `{"data_id":7,"access_token":"${unknown.accessToken}` },
  { path: `/v2/push/?access_token=${unknown.accessToken}&x=${percent(known.accessToken)}`, body: '{}' },
  { path: `/v2/push/${percent(percent(known.accessToken))}`, body: known.accessToken },
  {
    path: '/v2/push/',
    headers: { 'X-Anything': known.accessToken, 'X-BK-TOKEN': unknown.accessToken },
    body: JSON.stringify({
      data_id: 7,
      access_token: known.accessToken,
      data: [
        {
          target: known.monitor,
          event_name: known.apiKey,
          event: { content: known.accessKeySecret },
          dimension: { [known.monitor]: known.accessToken, [known.apiKey]: 1 },
          [known.accessKeySecret]: known.apiKey,
          dimensions: JSON.stringify({ nested: known.securityToken }),
        },
      ],
    }),
  },
  { ...signedRequest('[{"name":"n"}]', { 'X-CMS-Security-Token': unknown.securityToken }) },
  {
    path: '/event/custom/upload',
    headers: { ...json, AUTHORIZATION: `keyId:${unknown.signature}`, Date: known.accessKeySecret },
    body: JSON.stringify([{ name: known.accessKeySecret, content: known.securityToken }]),
  },
  { path: `/event/custom/upload?Signature=${unknown.signature}`, headers: { authorization: 'Bearer x' } },
  { path: `${push}/${known.monitor}/x`, headers: { ...json, 'DF-Api-Key': known.apiKey }, body: '{}' },
  { path: `${push}/${percent(known.monitor)}/y`, headers: json, body: '{"event":{"status":"ok"}}' },
  { path: `${push}/${unknown.monitor}/x`, headers: { ...json, 'DF-API-KEY': unknown.apiKey }, body: '[' },
  {
    path: `${push}/${known.monitor}/${known.monitor}`,
    headers: json,
    body: `{"event":{"status":"ok","${known.apiKey}":1,"title":"${escaped(known.monitor)}","title":"${known.apiKey}"}}`,
  },
];

const apiNames: ApiName[] = ['blueking', 'cloudmonitor', 'guance'];

it('shows no planted secret on any surface', async () => {
  const log: string[] = [];
  const server = await startServer({
    config,
    logLevel: 'trace',
    logTo: { write: (line) => log.push(line) },
  });
  const { url } = server;
  const events = await fetch(`${url}/__admin/events`);
  const responses: PlainResponse[] = [];
  for (const request of planted) responses.push(await send(url, request));
  const shown: string[] = [];
  const see = async (call: Parameters<typeof admin>[1], body?: object) => {
    const response = await admin(url, call, body);
    shown.push(`${call} ${JSON.stringify(response.body)}`);
    return response.body;
  };

  const { requests } = await see('GET /requests');
  expect(requests).toHaveLength(planted.length);
  for (const { id } of requests) {
    await see(`GET /requests/${id}`);
    await see(`POST /requests/${id}/replay`);
  }
  for (const call of ['/credentials', '/limits', '/faults', '/clock', '/health', '/openapi.json'] as const)
    await see(`GET ${call}`);
  for (const api of apiNames) {
    await see('POST /try', { api, json: { event: known.monitor } });
    await see('POST /try', { api, headers: { 'df-api-key': unknown.apiKey }, body: known.accessToken });
  }
  shown.push(JSON.stringify(await server.requests()));
  const failure = await server.waitFor(() => false, { timeoutMs: 1 }).catch(String);
  shown.push(String(failure), ...log);

  for (const text of shown) expect([text.slice(0, 80), canariesIn(text)]).toEqual([text.slice(0, 80), []]);
  await server.close();
  expect(canariesIn(await events.text().catch(() => ''))).toEqual([]);
  expect(log.length).toBeGreaterThanOrEqual(planted.length);
  expect(responses.map(({ status }) => status)).not.toContain(500);
});

it('shows no planted secret in the event stream', async () => {
  const { url } = await startServer({ config });
  const events = await fetch(`${url}/__admin/events`);
  for (const request of planted) await send(url, request);
  let text = '';
  for await (const chunk of events.body as ReadableStream<Uint8Array>) {
    text += Buffer.from(chunk).toString('utf8');
    if (text.split('event: verdict').length > planted.length && text.endsWith('\n\n')) break;
  }
  expect(canariesIn(text)).toEqual([]);
});

it('repeats no secret in an error message of the admin API', async () => {
  const { url } = await startServer({ config });
  for (const canary of Object.values(known)) {
    const texts = [
      (await admin(url, `GET /requests?api=${encodeURIComponent(canary)}`)).body,
      (await admin(url, `GET /requests/${encodeURIComponent(canary)}`)).body,
      (await admin(url, 'POST /faults', { api: 'guance', reason: canary })).body,
      (await admin(url, 'POST /try', { api: 'guance', credential: canary })).body,
      (await admin(url, 'PUT /config/guance', { [canary]: 1 })).body,
      (await admin(url, 'PUT /clock', { freeze: canary })).body,
    ];
    expect(canariesIn(JSON.stringify(texts))).toEqual([]);
  }
});

it('does not confirm a guessed secret by search', async () => {
  const { url } = await startServer({ config });
  for (const request of planted) await send(url, request);
  for (const canary of canaries) {
    for (const guess of [canary, canary.slice(0, 8), canary.slice(0, -4), percent(canary), escaped(canary)]) {
      const { body } = await admin(url, `GET /requests?text=${encodeURIComponent(guess)}`);
      expect([guess, body.requests.length]).toEqual([guess, 0]);
    }
  }
});

it('masks the secrets of an earlier configuration', async () => {
  const { url } = await startServer({ config });
  await send(url, { path: '/v2/push/', headers: { 'x-anything': known.accessToken }, body: '{}' });
  await admin(url, 'PUT /config/blueking', {
    dataIds: [{ dataId: 1, accessToken: 'another', kind: 'event' }],
  });
  const { body } = await admin(url, 'GET /requests');
  const record = await admin(url, `GET /requests/${body.requests[0].id}`);
  expect(canariesIn(JSON.stringify(record))).toEqual([]);
});

it('shows and masks a request of the maximum depth', async () => {
  const server = await startServer();
  const { dataIds } = developmentConfig.blueking;
  const { dataId, accessToken } = dataIds.find(({ kind }) => kind === 'event') ?? {
    dataId: 0,
    accessToken: '',
  };
  // The body, the list, the item and its event are around it.
  const depth = limits.pushCustomReport.maxDepth - 4;
  const content = `${'['.repeat(depth)}"${accessToken}"${']'.repeat(depth)}`;
  const item = `{"target":"t","event_name":"n","event":{"content":"c","deep":${content}}}`;
  const { status } = await send(server.url, {
    path: limits.pushCustomReport.path,
    headers: {},
    body: `{"data_id":${dataId},"access_token":"${accessToken}","data":[${item}]}`,
  });
  expect(status).toBe(200);
  const shown = JSON.stringify(await server.requests());
  expect(shown).toContain('['.repeat(depth));
  expect(shown).not.toContain(accessToken);
});

it('keeps the id of a known key and the names of signed headers readable, and hides anything else in their place', async () => {
  const server = await startServer({ config });
  const names = 'host;x-acs-action';
  const shownWith = async (authorization: string) => {
    const headers = { 'x-acs-action': 'PutCustomEvent', authorization };
    await send(server.url, { path: '/', headers });
    const records = await server.requests();
    const record = await admin(server.url, `GET /requests/${records.at(-1)?.id}`);
    return (record.body as { request: { headers: Record<string, string> } }).request.headers;
  };
  const headers = await shownWith(
    `ACS3-HMAC-SHA256 Credential=keyId,SignedHeaders=${names},Signature=${unknown.signature}`,
  );
  expect(headers['x-acs-action']).toBe('PutCustomEvent');
  expect(headers.authorization).toContain(`Credential=keyId,SignedHeaders=${names},Signature=`);
  expect(headers.authorization).not.toContain(unknown.signature);
  const hidden = await shownWith(
    `ACS3-HMAC-SHA256 Credential=${unknown.apiKey},SignedHeaders=${unknown.monitor},Signature=0`,
  );
  expect(hidden.authorization).not.toContain(unknown.apiKey);
  expect(hidden.authorization).not.toContain(unknown.monitor);
});
