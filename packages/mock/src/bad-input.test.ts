import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  exampleRequest,
  exampleResponse,
  jsonOperations,
  operationOf,
  send,
  sendRaw,
  startMock,
} from './mock.fixture.ts';

let mock: Awaited<ReturnType<typeof startMock>>;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

it.each(jsonOperations)('refuses malformed JSON sent to $api', async (operation) => {
  const response = await send(mock.url, exampleRequest(operation), { body: '{"event": ' });
  const { status, body } = exampleResponse(operation, operation.requestReasons['malformed-json'] as string);
  expect(response.status).toBe(status);
  expect(JSON.stringify(response.body)).toBe(
    JSON.stringify(body).replace('index 1: invalid char', 'index 10: unexpected end'),
  );
});

it.each(jsonOperations)('refuses an empty body sent to $api', async (operation) => {
  const response = await send(mock.url, exampleRequest(operation), { body: '' });
  expect(response).toMatchObject(
    exampleResponse(operation, operation.requestReasons['empty-body'] as string),
  );
});

it.each(jsonOperations)('refuses invalid UTF-8 sent to $api', async (operation) => {
  const body = Buffer.from('{"a":"\xff"}', 'latin1');
  const response = await send(mock.url, exampleRequest(operation), { body });
  const { status, body: example } = exampleResponse(
    operation,
    operation.requestReasons['invalid-utf8'] as string,
  );
  expect(response.status).toBe(status);
  expect(JSON.stringify(response.body)).toBe(JSON.stringify(example).replace(/byte \d+/, 'byte 6'));
});

it.each(jsonOperations.filter(({ maxBodyBytes }) => maxBodyBytes))(
  'refuses a body one byte over the limit sent to $api',
  async (operation) => {
    const request = exampleRequest(operation);
    const { value, code } = operation.maxBodyBytes as { value: number; code: string };
    const full = request.body.padEnd(value - Buffer.byteLength(request.body) + request.body.length);
    expect(await send(mock.url, request, { body: full })).toMatchObject(
      exampleResponse(operation, 'accepted'),
    );
    expect(await send(mock.url, request, { body: `${full} ` })).toMatchObject(
      exampleResponse(operation, code),
    );
  },
);

it.each(jsonOperations)('refuses a body that is nested too deep sent to $api', async (operation) => {
  const { value, code } = operation.maxDepth;
  const body = '['.repeat(value + 1) + ']'.repeat(value + 1);
  expect(await send(mock.url, exampleRequest(operation), { body })).toMatchObject(
    exampleResponse(operation, code),
  );
});

it('does not count brackets in a string', async () => {
  const operation = operationOf('guance');
  const body = JSON.stringify({ event: { status: 'ok', message: '[{\\"'.repeat(1000) } });
  expect((await send(mock.url, exampleRequest(operation), { body })).status).toBe(200);
});

it('accepts the deepest nesting that the contract allows', async () => {
  const depth = operationOf('guance').maxDepth.value - 3;
  const body = `{"event":{"status":"ok"},"extraData":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
  expect((await send(mock.url, exampleRequest(operationOf('guance')), { body })).status).toBe(200);
});

it.each(jsonOperations.filter(({ contentType }) => contentType !== 'any'))(
  'refuses another media type sent to $api',
  async (operation) => {
    const request = exampleRequest(operation);
    const response = await send(mock.url, {
      ...request,
      headers: { ...request.headers, 'content-type': 'text/plain' },
    });
    const { requestReasons } = operation;
    expect(response).toMatchObject(
      exampleResponse(operation, (requestReasons['media-type'] ?? requestReasons.other) as string),
    );
  },
);

it.each(['application/x-www-form-urlencoded', 'text/plain', '???', 'application/xml'])(
  'reads the body of BlueKing as JSON with the Content-Type %s',
  async (type) => {
    const request = exampleRequest(operationOf('blueking'));
    expect((await send(mock.url, { ...request, headers: { 'content-type': type } })).status).toBe(200);
  },
);

it('reads the body of BlueKing as JSON without a Content-Type', async () => {
  const { path, body } = exampleRequest(operationOf('blueking'));
  const response = await sendRaw(
    mock.url,
    `POST ${path} HTTP/1.1\r\nHost: mock\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  expect(response).toMatch(/^HTTP\/1\.1 200 /);
});

it.each(jsonOperations)('refuses a compressed body sent to $api', async (operation) => {
  const request = exampleRequest(operation);
  const headers = { ...request.headers, 'content-encoding': 'gzip' };
  const response = await send(mock.url, { ...request, headers }, { body: gzipSync(request.body) });
  expect(response.status).toBe(400);
});

it('responds to an invalid percent sign in a path and keeps running', async () => {
  const operation = operationOf('guance');
  const request = { ...exampleRequest(operation), path: '/api/v1/push-events/secret_dev/%ff' };
  const { requestReasons } = operation;
  expect(await send(mock.url, request)).toMatchObject(
    exampleResponse(operation, requestReasons['malformed-path'] as string),
  );
  expect((await send(mock.url, exampleRequest(operation))).status).toBe(200);
});

it('refuses __proto__ as a property name', async () => {
  const body = '{"data_id":1,"access_token":"t","data":[{"metrics":{"__proto__":1},"target":"a"}]}';
  expect((await send(mock.url, exampleRequest(operationOf('blueking')), { body })).status).toBe(400);
});

function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

it('does not retain Content-Type values', async () => {
  const request = exampleRequest(operationOf('blueking'));
  const sendMany = async (from: number, to: number) => {
    for (let index = from; index < to; index++) {
      const headers = { 'content-type': `application/json; x=${index}` };
      await send(mock.url, { ...request, headers });
    }
  };
  await sendMany(0, 200);
  const before = heapInUse();
  await sendMany(200, 1200);
  // A validator compiled and retained for each value takes about 65 KiB, which would be 65 MiB here.
  expect(heapInUse() - before).toBeLessThan(10 * 1024 * 1024);
});

it('accepts a chunked body', async () => {
  const { path, body } = exampleRequest(operationOf('blueking'));
  const response = await sendRaw(
    mock.url,
    `POST ${path} HTTP/1.1\r\nHost: mock\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
  );
  expect(response).toMatch(/^HTTP\/1\.1 200 /);
});

it('accepts an absolute URL as a proxy sends it', async () => {
  const { path, body } = exampleRequest(operationOf('blueking'));
  const response = await sendRaw(
    mock.url,
    `POST http://mock:80${path} HTTP/1.1\r\nHost: mock\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  expect(response).toMatch(/^HTTP\/1\.1 200 /);
});

it('does not wait forever for the rest of a body', async () => {
  const impatient = await startMock({ requestTimeoutMs: 100 });
  const response = await sendRaw(
    impatient.url,
    'POST /v2/push/ HTTP/1.1\r\nHost: mock\r\nContent-Length: 10\r\n\r\n{',
  );
  expect(response).toMatch(/^HTTP\/1\.1 408 /);
  await impatient.close();
});

it('keeps running after a client disconnects during its request', async () => {
  const gone = new AbortController();
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{'));
      setImmediate(() => gone.abort());
    },
  });
  const init = { method: 'POST', body: stream, duplex: 'half', signal: gone.signal } as RequestInit;
  await expect(fetch(`${mock.url}/v2/push/`, init)).rejects.toThrow();
  expect((await send(mock.url, exampleRequest(operationOf('blueking')))).status).toBe(200);
});
