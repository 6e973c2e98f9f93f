import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  ask,
  askRaw,
  exampleAnswer,
  exampleRequest,
  operationOf,
  operations,
  startMock,
} from './mock.fixture.ts';

let mock: Awaited<ReturnType<typeof startMock>>;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

it.each(operations)('answers malformed JSON to $vendor', async (operation) => {
  const answer = await ask(mock.url, exampleRequest(operation), { body: '{"event": ' });
  const { status, body } = exampleAnswer(operation, operation.requestReasons['malformed-json'] as string);
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).toBe(
    JSON.stringify(body).replace('index 1: invalid char', 'index 10: unexpected end'),
  );
});

it.each(operations)('answers an empty body to $vendor', async (operation) => {
  const answer = await ask(mock.url, exampleRequest(operation), { body: '' });
  expect(answer).toMatchObject(exampleAnswer(operation, operation.requestReasons['empty-body'] as string));
});

it.each(operations)('answers invalid UTF-8 to $vendor', async (operation) => {
  const body = Buffer.from('{"a":"\xff"}', 'latin1');
  const answer = await ask(mock.url, exampleRequest(operation), { body });
  const { status, body: example } = exampleAnswer(
    operation,
    operation.requestReasons['invalid-utf8'] as string,
  );
  expect(answer.status).toBe(status);
  expect(JSON.stringify(answer.body)).toBe(JSON.stringify(example).replace(/byte \d+/, 'byte 6'));
});

it.each(operations.filter(({ maxBodyBytes }) => maxBodyBytes))(
  'answers one byte too many to $vendor',
  async (operation) => {
    const request = exampleRequest(operation);
    const { value, code } = operation.maxBodyBytes as { value: number; code: string };
    const full = request.body.padEnd(value - Buffer.byteLength(request.body) + request.body.length);
    expect(await ask(mock.url, request, { body: full })).toMatchObject(exampleAnswer(operation, 'accepted'));
    expect(await ask(mock.url, request, { body: `${full} ` })).toMatchObject(exampleAnswer(operation, code));
  },
);

it.each(operations)('answers a body nested too deep to $vendor', async (operation) => {
  const { value, code } = operation.maxDepth;
  const body = '['.repeat(value + 1) + ']'.repeat(value + 1);
  expect(await ask(mock.url, exampleRequest(operation), { body })).toMatchObject(
    exampleAnswer(operation, code),
  );
});

it('does not count brackets in a text', async () => {
  const operation = operationOf('guance');
  const body = JSON.stringify({ event: { status: 'ok', message: '[{\\"'.repeat(1000) } });
  expect((await ask(mock.url, exampleRequest(operation), { body })).status).toBe(200);
});

it('survives the deepest nesting that the contract allows', async () => {
  const depth = operationOf('guance').maxDepth.value - 3;
  const body = `{"event":{"status":"ok"},"extraData":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
  expect((await ask(mock.url, exampleRequest(operationOf('guance')), { body })).status).toBe(200);
});

it.each(operations.filter(({ contentType }) => contentType !== 'any'))(
  'answers another media type to $vendor',
  async (operation) => {
    const request = exampleRequest(operation);
    const answer = await ask(mock.url, {
      ...request,
      headers: { ...request.headers, 'content-type': 'text/plain' },
    });
    const { requestReasons } = operation;
    expect(answer).toMatchObject(
      exampleAnswer(operation, (requestReasons['media-type'] ?? requestReasons.other) as string),
    );
  },
);

it.each(['application/x-www-form-urlencoded', 'text/plain', '???', 'application/xml'])(
  'reads the body of BlueKing as JSON with the Content-Type %s',
  async (type) => {
    const request = exampleRequest(operationOf('blueking'));
    expect((await ask(mock.url, { ...request, headers: { 'content-type': type } })).status).toBe(200);
  },
);

it('reads the body of BlueKing as JSON without a Content-Type', async () => {
  const { path, body } = exampleRequest(operationOf('blueking'));
  const answer = await askRaw(
    mock.url,
    `POST ${path} HTTP/1.1\r\nHost: mock\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

it.each(operations)('answers a compressed body to $vendor with a refusal', async (operation) => {
  const request = exampleRequest(operation);
  const headers = { ...request.headers, 'content-encoding': 'gzip' };
  const answer = await ask(mock.url, { ...request, headers }, { body: gzipSync(request.body) });
  expect(answer.status).toBe(400);
});

it('answers an invalid percent sign in a path and goes on', async () => {
  const operation = operationOf('guance');
  const request = { ...exampleRequest(operation), path: '/api/v1/push-events/secret_dev/%ff' };
  const { requestReasons } = operation;
  expect(await ask(mock.url, request)).toMatchObject(
    exampleAnswer(operation, requestReasons['malformed-path'] as string),
  );
  expect((await ask(mock.url, exampleRequest(operation))).status).toBe(200);
});

it('refuses __proto__ as a name', async () => {
  const body = '{"data_id":1,"access_token":"t","data":[{"metrics":{"__proto__":1},"target":"a"}]}';
  expect((await ask(mock.url, exampleRequest(operationOf('blueking')), { body })).status).toBe(400);
});

function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

it('keeps nothing of the Content-Type texts it has seen', async () => {
  const request = exampleRequest(operationOf('blueking'));
  const send = async (from: number, to: number) => {
    for (let index = from; index < to; index++) {
      const headers = { 'content-type': `application/json; x=${index}` };
      await ask(mock.url, { ...request, headers });
    }
  };
  await send(0, 200);
  const before = heapInUse();
  await send(200, 1200);
  // A validator that is compiled and kept for each text weighs about 65 KiB: 65 MiB here.
  expect(heapInUse() - before).toBeLessThan(10 * 1024 * 1024);
});

it('takes a chunked body', async () => {
  const { path, body } = exampleRequest(operationOf('blueking'));
  const answer = await askRaw(
    mock.url,
    `POST ${path} HTTP/1.1\r\nHost: mock\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

it('takes the whole address as a proxy sends it', async () => {
  const { path, body } = exampleRequest(operationOf('blueking'));
  const answer = await askRaw(
    mock.url,
    `POST http://mock:80${path} HTTP/1.1\r\nHost: mock\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

it('does not wait for ever for the rest of a body', async () => {
  const hasty = await startMock({ requestTimeoutMs: 100 });
  const answer = await askRaw(
    hasty.url,
    'POST /v2/push/ HTTP/1.1\r\nHost: mock\r\nContent-Length: 10\r\n\r\n{',
  );
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  await hasty.close();
});

it('goes on after a client that leaves in the middle of its request', async () => {
  const gone = new AbortController();
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{'));
      setImmediate(() => gone.abort());
    },
  });
  const init = { method: 'POST', body: stream, duplex: 'half', signal: gone.signal } as RequestInit;
  await expect(fetch(`${mock.url}/v2/push/`, init)).rejects.toThrow();
  expect((await ask(mock.url, exampleRequest(operationOf('blueking')))).status).toBe(200);
});
