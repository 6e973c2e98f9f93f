import { profiles, vendors } from '@pushspec/contract';
import { limits } from '@pushspec/contract/blueking';
import { expect, it } from 'vitest';
import { acceptedRequest, bluekingReport, send, sendRaw, startServer } from './server.fixture.ts';

const everywhere = vendors.flatMap((vendor) => profiles.map((profile) => ({ vendor, profile })));

/** Status and outcome of what the server makes of a body; every answer is an envelope of the vendor. */
async function judged(
  vendor: (typeof vendors)[number],
  profile: (typeof profiles)[number],
  body: string | Buffer,
) {
  const server = await startServer({ profile });
  const answer = await send(server.url, acceptedRequest(vendor, body));
  const [verdict] = await server.requests();
  expect(Object.keys(JSON.parse(answer.text))).toContain('code');
  expect(verdict?.status).toBe(answer.status);
  return { status: answer.status, outcome: verdict?.outcome, code: verdict?.reasons[0]?.code };
}

it.each(everywhere)(
  'accepts the request that the others are made from ($vendor, $profile)',
  async ({ vendor, profile }) => {
    const server = await startServer({ profile });
    expect((await send(server.url, acceptedRequest(vendor))).status).toBe(200);
    expect((await server.requests())[0]?.outcome).toBe('accepted');
  },
);

it.each(everywhere)('refuses an empty body ($vendor, $profile)', async ({ vendor, profile }) => {
  expect(await judged(vendor, profile, '')).toEqual({ status: 400, outcome: 'rejected', code: 'empty-body' });
});

it.each(everywhere)('refuses malformed JSON ($vendor, $profile)', async ({ vendor, profile }) => {
  expect(await judged(vendor, profile, '{"a":')).toEqual({
    status: 400,
    outcome: 'rejected',
    code: 'malformed-json',
  });
});

it.each(everywhere)('refuses invalid UTF-8 ($vendor, $profile)', async ({ vendor, profile }) => {
  const body = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')]);
  expect(await judged(vendor, profile, body)).toEqual({
    status: 400,
    outcome: 'rejected',
    code: 'invalid-utf8',
  });
});

it.each(everywhere)(
  'refuses a body that is nested too deeply ($vendor, $profile)',
  async ({ vendor, profile }) => {
    const body = '['.repeat(50_000) + ']'.repeat(50_000);
    expect(await judged(vendor, profile, body)).toEqual({
      status: 400,
      outcome: 'rejected',
      code: 'too-deep',
    });
  },
);

it.each(everywhere)('refuses scalars ($vendor, $profile)', async ({ vendor, profile }) => {
  for (const body of ['1', '"x"', 'true']) {
    expect(await judged(vendor, profile, body)).toMatchObject({ status: 400, outcome: 'rejected' });
  }
});

it.each(vendors)('survives a path that is not percent-encoded UTF-8 (%s)', async (vendor) => {
  const server = await startServer();
  const { path, ...rest } = acceptedRequest(vendor);
  const answer = await send(server.url, { ...rest, path: path.replace(/[^/]*\/?$/, '%ff') });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect((await send(server.url, acceptedRequest(vendor))).status).toBe(200);
});

const { maxBodyBytes } = limits.pushCustomReport;

it('refuses the first byte over the limit and takes the last one below it', async () => {
  const server = await startServer();
  const fill = (size: number) => {
    const { body } = acceptedRequest('blueking');
    return `${body}${' '.repeat(size - body.length)}`;
  };
  expect((await send(server.url, acceptedRequest('blueking', fill(maxBodyBytes)))).status).toBe(200);
  expect((await send(server.url, acceptedRequest('blueking', fill(maxBodyBytes + 1)))).status).toBe(413);
});

it('answers a body of many times the limit without keeping it', async () => {
  const server = await startServer();
  const answer = await send(server.url, acceptedRequest('guance', Buffer.alloc(20_000_000, 0x20)));
  expect(answer.status).toBe(413);
});

it('takes __proto__ as a name for what it is', async () => {
  const server = await startServer();
  const hostile = '{"event":{"status":"ok","__proto__":{"polluted":"yes"}}}';
  expect((await send(server.url, acceptedRequest('guance', hostile))).status).toBe(400);
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
});

it('keeps its memory whatever texts the Content-Type header has', async () => {
  const server = await startServer();
  const { path, body } = acceptedRequest('guance');
  const ask = (from: number, to: number) =>
    Promise.all(
      Array.from({ length: to - from }, (_, index) =>
        send(server.url, { path, body, headers: { 'content-type': `application/json; x=${from + index}` } }),
      ),
    );
  await ask(0, 50);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let from = 50; from < 1050; from += 50) await ask(from, from + 50);
  globalThis.gc?.();
  // One validator kept per text would be 65 KiB each, 65 MB in all.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(30_000_000);
});

it('answers what is no HTTP with 400 and goes on', async () => {
  const server = await startServer();
  expect(await sendRaw(server.url, 'hello\r\n\r\n')).toContain('400 Bad Request');
  expect((await send(server.url, acceptedRequest('blueking'))).status).toBe(200);
});

it('keeps nothing of a request whose sender goes away', async () => {
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

it('answers another path of BlueKing in plain text, as its router does', async () => {
  const server = await startServer();
  const answer = await send(server.url, { ...acceptedRequest('blueking'), path: '/v2/push' });
  expect(answer).toMatchObject({ status: 404, text: '404 page not found\n' });
  expect((await server.requests())[0]?.reasons[0]?.fix).toContain('/v2/push/');
});

it('answers a path of nobody itself, and keeps no record of it', async () => {
  const server = await startServer();
  expect((await send(server.url, { path: '/nobody', method: 'GET' })).status).toBe(404);
  expect(await server.requests()).toEqual([]);
});

it('says which method a path takes', async () => {
  const server = await startServer();
  const answer = await send(server.url, { path: '/event/custom/upload', method: 'GET' });
  expect(answer.status).toBe(405);
  expect(answer.headers.allow).toBe('POST');
});

it('takes any method for BlueKing as its receiver does', async () => {
  const server = await startServer({ profile: 'receiver' });
  const answer = await send(server.url, { ...acceptedRequest('blueking'), method: 'PUT' });
  expect(answer).toMatchObject({ status: 200, text: '{"code":"200","result":"true","message":""}' });
});

it.each(['/v2/./push/', '/v2//push/', '/v2/push//'])('sends %s to the clean path', async (path) => {
  const server = await startServer();
  const head = `POST ${path}?a=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
  const answer = await sendRaw(server.url, head);
  expect(answer).toMatch(/^HTTP\/1\.1 301 [\s\S]*\r\nlocation: \/v2\/push\/\?a=1\r\n/);
});

it('takes a string of millions of characters', async () => {
  const server = await startServer({ profile: 'receiver' });
  const target = 'x'.repeat(9_000_000);
  const body = bluekingReport('metric', { metrics: { cpu_load: 1 }, target }).replace(
    '{',
    '{ "version":"1", "version":"2",',
  );
  expect((await send(server.url, acceptedRequest('blueking', body))).status).toBe(200);
});

it('tells where UTF-8 ends among characters that look like its failure', async () => {
  const server = await startServer();
  const body = Buffer.concat([Buffer.from(`"${'\ufffd'.repeat(3)}`), Buffer.from([0xff])]);
  expect((await send(server.url, acceptedRequest('guance', body))).text).toContain(
    'invalid UTF-8 at byte 10',
  );
});
