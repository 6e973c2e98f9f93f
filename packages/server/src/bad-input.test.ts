import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { apiNames, loadBundle, profiles, readContract } from '@pushspec/contract';
import { limits } from '@pushspec/contract/blueking';
import { expect, it } from 'vitest';
import { contractOf } from './contract/contract.ts';
import { acceptedRequest, bluekingReport, send, sendRaw, startServer } from './server.fixture.ts';

const everywhere = apiNames.flatMap((api) => profiles.map((profile) => ({ api, profile })));
/** The APIs whose requests have JSON as their body. */
const withJson = everywhere.filter(({ api, profile }) => !contractOf(api, profile).operation.rpc);

/** Returns status, outcome and reason for a body. Checks that the response has the vendor's envelope. */
async function resultOf(
  api: (typeof apiNames)[number],
  profile: (typeof profiles)[number],
  body: string | Buffer,
) {
  const server = await startServer({ profile });
  const response = await send(server.url, acceptedRequest(api, body));
  const [verdict] = await server.requests();
  expect(Object.keys(JSON.parse(response.text))).toContain('code');
  expect(verdict?.status).toBe(response.status);
  return { status: response.status, outcome: verdict?.outcome, code: verdict?.reasons[0]?.code };
}

it.each(everywhere)(
  'accepts the request that the other tests vary ($api, $profile)',
  async ({ api, profile }) => {
    const server = await startServer({ profile });
    expect((await send(server.url, acceptedRequest(api))).status).toBe(200);
    expect((await server.requests())[0]?.outcome).toBe('accepted');
  },
);

it.each(withJson)('rejects an empty body ($api, $profile)', async ({ api, profile }) => {
  expect(await resultOf(api, profile, '')).toEqual({
    status: 400,
    outcome: 'rejected',
    code: 'empty-body',
  });
});

it.each(withJson)('rejects malformed JSON ($api, $profile)', async ({ api, profile }) => {
  expect(await resultOf(api, profile, '{"a":')).toEqual({
    status: 400,
    outcome: 'rejected',
    code: 'malformed-json',
  });
});

it.each(withJson)(
  'rejects bytes outside of strings that are not UTF-8 ($api, $profile)',
  async ({ api, profile }) => {
    const { operations } = readContract(loadBundle(api, profile), { api, profile });
    const isLenient = operations[0]?.leniency.invalidUtf8;
    const body = Buffer.concat([Buffer.from('{"a":'), Buffer.from([0xff]), Buffer.from('}')]);
    expect(await resultOf(api, profile, body)).toEqual({
      status: 400,
      outcome: 'rejected',
      code: isLenient ? 'malformed-json' : 'invalid-utf8',
    });
  },
);

it.each(withJson)('rejects a body that is nested too deeply ($api, $profile)', async ({ api, profile }) => {
  const body = '['.repeat(50_000) + ']'.repeat(50_000);
  expect(await resultOf(api, profile, body)).toEqual({
    status: 400,
    outcome: 'rejected',
    code: 'too-deep',
  });
});

it.each(withJson)('rejects scalars ($api, $profile)', async ({ api, profile }) => {
  for (const body of ['1', '"x"', 'true']) {
    expect(await resultOf(api, profile, body)).toMatchObject({ status: 400, outcome: 'rejected' });
  }
});

it.each(apiNames)('survives a path that is not percent-encoded UTF-8 (%s)', async (api) => {
  const server = await startServer();
  const { path, ...rest } = acceptedRequest(api);
  const response = await send(server.url, {
    ...rest,
    path: path === '/' ? '/%ff' : path.replace(/[^/]*\/?$/, '%ff'),
  });
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  expect((await send(server.url, acceptedRequest(api))).status).toBe(200);
});

const { maxBodyBytes } = limits.pushCustomReport;

it('accepts a body of exactly the size limit and rejects one byte more', async () => {
  const server = await startServer();
  const fill = (size: number) => {
    const { body } = acceptedRequest('blueking');
    return `${body}${' '.repeat(size - body.length)}`;
  };
  expect((await send(server.url, acceptedRequest('blueking', fill(maxBodyBytes)))).status).toBe(200);
  expect((await send(server.url, acceptedRequest('blueking', fill(maxBodyBytes + 1)))).status).toBe(413);
});

it('responds with 413 to a body of many times the size limit', async () => {
  const server = await startServer();
  const response = await send(server.url, acceptedRequest('guance', Buffer.alloc(20_000_000, 0x20)));
  expect(response.status).toBe(413);
});

it('rejects __proto__ as a property name, and changes no prototype', async () => {
  const server = await startServer();
  const hostile = '{"event":{"status":"ok","__proto__":{"polluted":"yes"}}}';
  expect((await send(server.url, acceptedRequest('guance', hostile))).status).toBe(400);
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
});

/** Returns the bytes of live objects. Garbage of earlier requests, which may be large, does not count. */
function liveBytes(): number {
  setFlagsFromString('--expose-gc');
  const collectGarbage: () => void = runInNewContext('gc');
  // A second collection frees what finalizers of the first one released.
  collectGarbage();
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

it('keeps no memory for each distinct Content-Type', async () => {
  const server = await startServer({ config: { blueking: { rateLimits: 'off' } } });
  const { path, body } = acceptedRequest('blueking');
  const sendRange = async (from: number, to: number) => {
    const responses = await Promise.all(
      Array.from({ length: to - from }, (_, index) =>
        send(server.url, { path, body, headers: { 'content-type': `application/json; x=${from + index}` } }),
      ),
    );
    // Only accepted requests have certainly passed the validator.
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]));
  };
  await sendRange(0, 50);
  const before = liveBytes();
  for (let from = 50; from < 1050; from += 50) await sendRange(from, from + 50);
  // A validator takes 65 KB. One for each value would take 65 MB.
  expect(liveBytes() - before).toBeLessThan(30_000_000);
});

it('responds with 400 to bytes that are not HTTP, and keeps running', async () => {
  const server = await startServer();
  expect(await sendRaw(server.url, 'hello\r\n\r\n')).toContain('400 Bad Request');
  expect((await send(server.url, acceptedRequest('blueking'))).status).toBe(200);
});

it('keeps no record of a request whose sender disconnects', async () => {
  const server = await startServer();
  const { hostname, port } = new URL(server.url);
  const { connect } = await import('node:net');
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write('POST /v2/push/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"data_id"', () =>
        socket.destroy(),
      );
    });
    socket.on('close', () => resolve());
  });
  await send(server.url, acceptedRequest('blueking'));
  expect(await server.requests()).toHaveLength(1);
});

it('responds in plain text to an unknown path of BlueKing, as its router does', async () => {
  const server = await startServer();
  const response = await send(server.url, { ...acceptedRequest('blueking'), path: '/v2/push' });
  expect(response).toMatchObject({ status: 404, text: '404 page not found\n' });
  expect((await server.requests())[0]?.reasons[0]?.fix).toContain('/v2/push/');
});

it('responds with 404 to a path of no API, and keeps no record', async () => {
  const server = await startServer();
  expect((await send(server.url, { path: '/unknown', method: 'GET' })).status).toBe(404);
  expect(await server.requests()).toEqual([]);
});

it('lists the allowed method of a path', async () => {
  const server = await startServer();
  const response = await send(server.url, { path: '/event/custom/upload', method: 'GET' });
  expect(response.status).toBe(405);
  expect(response.headers.allow).toBe('POST');
});

it('accepts any method for BlueKing, as its receiver does', async () => {
  const server = await startServer({ profile: 'receiver' });
  const response = await send(server.url, { ...acceptedRequest('blueking'), method: 'PUT' });
  expect(response).toMatchObject({ status: 200, text: '{"code":"200","result":"true","message":""}' });
});

it.each(['/v2/./push/', '/v2//push/', '/v2/push//'])('redirects %s to the clean path', async (path) => {
  const server = await startServer();
  const head = `POST ${path}?a=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
  const response = await sendRaw(server.url, head);
  expect(response).toMatch(/^HTTP\/1\.1 301 [\s\S]*\r\nlocation: \/v2\/push\/\?a=1\r\n/);
});

it('accepts a string of millions of characters', async () => {
  const server = await startServer({ profile: 'receiver' });
  const target = 'x'.repeat(9_000_000);
  const body = bluekingReport('metric', { metrics: { cpu_load: 1 }, target }).replace(
    '{',
    '{ "version":"1", "version":"2",',
  );
  expect((await send(server.url, acceptedRequest('blueking', body))).status).toBe(200);
});

it('finds the invalid byte after valid replacement characters', async () => {
  const server = await startServer();
  const body = Buffer.concat([Buffer.from(`"${'\ufffd'.repeat(3)}`), Buffer.from([0xff])]);
  expect((await send(server.url, acceptedRequest('guance', body))).text).toContain(
    'invalid UTF-8 at byte 10',
  );
});
