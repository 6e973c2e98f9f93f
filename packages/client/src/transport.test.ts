/** Checks transport failures. They are the same for all vendors and are shown with BlueKing. */
import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { createBluekingClient, isTransportError, TransportError } from './blueking/index.ts';
import { loopback } from './loopback.fixture.ts';
import type { ClientOptions } from './options.ts';
import { rejection } from './rejection.fixture.ts';

const accessToken = 'dev-metric-2f7c9a0e4b6d4c51';
const point = { target: '10.0.0.1', metrics: { cpu_load: 0.25 } };

function clientAt(baseUrl: string, options: ClientOptions = {}) {
  return createBluekingClient({ dataId: 1500101, accessToken, kind: 'metric', baseUrl, ...options });
}

async function failureOf(promise: Promise<unknown>): Promise<TransportError> {
  const error = await rejection(promise);
  if (!isTransportError(error)) throw error;
  return error;
}

it.each([
  [{ fetch: 'node-fetch' }, '`fetch` must be a function'],
  [{ headers: { 'User Agent': 'canary' } }, '`headers` must be names and values that HTTP allows'],
  [{ headers: { 'User-Agent': 'can\nary' } }, '`headers` must be names and values that HTTP allows'],
  [{ headers: 'canary' }, '`headers` must be names and values that HTTP allows'],
])('reports what an option must be before sending anything: %j', (options, message) => {
  expect(() => clientAt('http://127.0.0.1:1', options as never)).toThrow(new TypeError(message));
});

it('reports a refused connection and keeps the cause', async () => {
  const service = await loopback(() => {});
  await service[Symbol.asyncDispose]();
  const error = await failureOf(clientAt(service.url).send(point));
  expect(error).toBeInstanceOf(TransportError);
  expect(error).toMatchObject({ kind: 'network', api: 'blueking', delivered: 0 });
  expect(error.message).toContain(service.url);
  expect(error.message).toContain('ECONNREFUSED');
  expect((error.cause as Error).cause).toMatchObject({ code: 'ECONNREFUSED' });
});

it('reports on one line that an https address speaks only HTTP', async () => {
  await using service = await loopback((response) => response.end());
  const url = service.url.replace('http:', 'https:');
  const { message } = await failureOf(clientAt(url).send(point));
  expect(message).toMatch(
    /^blueking: no response from https:\S+: .*wrong version number.*[^:.]\. Check the address and port, and that this runtime trusts the certificate\.$/,
  );
});

it.each([
  ['the proxy is gone', 'the proxy is gone'],
  ['the proxy is gone.\n', 'the proxy is gone'],
  ['first\r\n  second\u2028third', 'first second third'],
])('puts the message of a fetch error on one line: %j', async (said, shown) => {
  const fetch = () => Promise.reject(new TypeError('fetch failed', { cause: new Error(said) }));
  const { message } = await failureOf(clientAt('http://127.0.0.1:1', { fetch }).send(point));
  expect(message).toBe(
    `blueking: no response from http://127.0.0.1:1: ${shown}. Check the address and that the service runs.`,
  );
});

it('puts the vendor message on one line', async () => {
  await using service = await loopback((response) => {
    response.writeHead(401).end('{"code":"401","result":"false","message":"reject invalid token:\\n 1/x"}');
  });
  const error = await rejection(clientAt(service.url).send(point));
  expect(error).toMatchObject({ name: 'PushError', response: { message: 'reject invalid token:\n 1/x' } });
  expect((error as Error).message).toMatch(
    /^blueking refused the request \(401, invalid-token\): reject invalid token: 1\/x\. .*$/,
  );
});

it('reports that a request without a connection did not arrive', async () => {
  const service = await loopback(() => {});
  await service[Symbol.asyncDispose]();
  expect(await failureOf(clientAt(service.url).send(point))).toMatchObject({ mayHaveArrived: false });
});

it('reports a connection closed before the response, and that the request may have arrived', async () => {
  await using service = await loopback((response) => response.destroy());
  const failure = await failureOf(clientAt(service.url).send(point));
  expect(failure).toMatchObject({ kind: 'network', mayHaveArrived: true });
});

it('reports how long a gateway asks to wait', async () => {
  await using service = await loopback((response) => {
    response.writeHead(503, { 'Retry-After': '7' }).end('<html>busy</html>');
  });
  const failure = await failureOf(clientAt(service.url).send(point));
  expect(failure).toMatchObject({ kind: 'unexpected-response', status: 503, retryAfterMs: 7000 });
});

it('reports a connection closed during the response', async () => {
  await using service = await loopback((response) => {
    response.writeHead(200, { 'Content-Length': 100 });
    response.write('{"code":"200"', () => response.destroy());
  });
  expect(await failureOf(clientAt(service.url).send(point))).toMatchObject({ kind: 'network' });
});

it('does not follow a redirect with the token', async () => {
  await using elsewhere = await loopback((response) => response.end('{}'));
  await using service = await loopback((response) => {
    response.writeHead(307, { Location: `${elsewhere.url}/v2/push/` }).end();
  });
  expect(await failureOf(clientAt(service.url).send(point))).toMatchObject({ kind: 'redirect', status: 307 });
  expect(service.requests).toHaveLength(1);
  expect(elsewhere.requests).toEqual([]);
});

it('reports the redirect that a custom fetch returns', async () => {
  const client = clientAt('http://127.0.0.1:1', {
    fetch: async () => new Response(null, { status: 302, headers: { Location: 'http://127.0.0.1:2/' } }),
  });
  expect(await failureOf(client.send(point))).toMatchObject({ kind: 'redirect', status: 302 });
});

it('aborts a request that exceeds its timeout', async () => {
  await using service = await loopback(() => {});
  const error = await failureOf(clientAt(service.url, { timeoutMs: 1 }).send(point));
  expect(error).toMatchObject({ kind: 'timeout', cause: { name: 'TimeoutError' } });
  expect(error.message).toContain('within 1 ms');
});

it('aborts a request whose response never ends', async () => {
  await using service = await loopback((response) => {
    response.writeHead(200);
    response.write('{"code":');
  });
  expect(await failureOf(clientAt(service.url, { timeoutMs: 50 }).send(point))).toMatchObject({
    kind: 'timeout',
  });
});

it("aborts with the caller's signal and keeps its reason as the cause", async () => {
  const controller = new AbortController();
  await using service = await loopback(() => controller.abort(new Error('shutting down')));
  const error = await failureOf(clientAt(service.url).send(point, { signal: controller.signal }));
  expect(error).toMatchObject({ kind: 'aborted', cause: { message: 'shutting down' } });
});

it('does not send with an aborted signal', async () => {
  await using service = await loopback((response) => response.end());
  const error = await failureOf(clientAt(service.url).send(point, { signal: AbortSignal.abort() }));
  expect(error.kind).toBe('aborted');
  expect(service.requests).toEqual([]);
});

it("leaves no listener on the caller's signal", async () => {
  const added: unknown[] = [];
  const { signal } = new AbortController();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
    added.push(args[1]);
    addEventListener.apply(signal, args);
  };
  signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
    added.splice(added.indexOf(args[1]), 1);
    removeEventListener.apply(signal, args);
  };
  const answer = { code: '200', result: 'true', message: '' };
  const client = clientAt('http://127.0.0.1:1', { fetch: async () => Response.json(answer) });
  await client.send(point, { signal });
  expect(added).toEqual([]);
});

it('rejects a gateway page as a response', async () => {
  await using service = await loopback((response) => {
    response.writeHead(502, { 'Content-Type': 'text/html' }).end('<html>\n  <h1>502 Bad Gateway</h1></html>');
  });
  const error = await failureOf(clientAt(service.url).send(point));
  expect(error).toMatchObject({ kind: 'unexpected-response', status: 502 });
  expect(error.message).toContain('502 Bad Gateway');
  expect(error.cause).toBeInstanceOf(SyntaxError);
});

it.for([
  { name: 'an empty body', status: 200, text: '' },
  { name: 'no content', status: 204, text: '' },
  { name: 'an empty refusal', status: 429, text: '' },
  { name: 'broken JSON', status: 200, text: '{"code":"200"' },
  { name: 'broken JSON in a refusal', status: 400, text: '{"code":"400"' },
  { name: 'another JSON', status: 200, text: '{"ok":true}' },
  { name: 'JSON that is not an object', status: 200, text: '[]' },
  { name: 'another JSON in a refusal', status: 401, text: '{"error":"unauthorized"}' },
  {
    name: 'a status that the contract does not know',
    status: 418,
    text: '{"code":"418","result":"false","message":""}',
  },
])('rejects $name as a response', async ({ status, text }) => {
  await using service = await loopback((response) => response.writeHead(status).end(text));
  expect(await failureOf(clientAt(service.url).send(point))).toMatchObject({
    kind: 'unexpected-response',
    status,
  });
});

it('shows no secret from a response that it cannot parse', async () => {
  for (const text of [`<p>${accessToken}</p>`, `{"seen":"${accessToken}"}`, `{"token":"${accessToken}`]) {
    await using service = await loopback((response) => response.writeHead(200).end(text));
    const error = await failureOf(clientAt(service.url).send(point));
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain('2f7c9a');
    expect(error.message).toContain('***');
  }
});

it('shows no secret that a custom fetch puts in its error', async () => {
  const client = clientAt('http://127.0.0.1:1', {
    fetch: async (_url, init) => {
      const body = new TextDecoder().decode(init.body as Uint8Array);
      throw Object.assign(new Error(`cannot send ${body}`), { code: 'EFOREIGN', config: { body } });
    },
  });
  const error = await failureOf(client.send(point));
  expect(error).toMatchObject({ kind: 'network', cause: { code: 'EFOREIGN' } });
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain('2f7c9a');
});

it('times out even if a custom fetch ignores its signal', async () => {
  const client = clientAt('http://127.0.0.1:1', { timeoutMs: 1, fetch: () => new Promise(() => {}) });
  expect(await failureOf(client.send(point))).toMatchObject({ kind: 'timeout' });
});

it('throws an error that names a value JSON cannot represent', async () => {
  const client = clientAt('http://127.0.0.1:1');
  const metrics = { n: 1n as unknown as number };
  await expect(client.send({ target: '10.0.0.1', metrics })).rejects.toThrow(TypeError);
});

it('recognizes errors from another copy of the package', () => {
  expect(isTransportError({ name: 'TransportError', api: 'blueking', kind: 'network' })).toBe(true);
  expect(isTransportError(new Error('TransportError'))).toBe(false);
  expect(isTransportError(null)).toBe(false);
});
