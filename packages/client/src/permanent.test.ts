/** Checks failures that no retry can fix: each ends after one request, and its error names the cause. */
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createBluekingClient, type TransportError } from './blueking/index.ts';
import { certificate } from './certificate.fixture.ts';
import { createCloudMonitorClient } from './cloudmonitor/index.ts';
import { createGuanceClient } from './guance/index.ts';
import { loopback } from './loopback.fixture.ts';
import type { ClientOptions } from './options.ts';
import { rejection } from './rejection.fixture.ts';
import { createReporter } from './reporter/index.ts';

const point = { target: '10.0.0.1', metrics: { cpu_load: 0.25 } };
const clientAt = (baseUrl: string, options: ClientOptions = {}) =>
  createBluekingClient({ dataId: 1, accessToken: 'token-7f3a', kind: 'metric', baseUrl, ...options });

/** Sends one event with `send()` and one with a reporter, which must not retry it. */
async function failureAt(baseUrl: string, options: ClientOptions = {}): Promise<TransportError> {
  const client = clientAt(baseUrl, options);
  const reporter = createReporter(client);
  reporter.push(point);
  const { undelivered, drops } = await reporter.close();
  expect(drops).toEqual({ 'permanent-failure': 1 });
  const error = (await rejection(client.send(point))) as TransportError;
  expect(undelivered).toMatchObject([{ error: { kind: error.kind, message: error.message } }]);
  expect(error).toMatchObject({ name: 'TransportError', retryable: false });
  return error;
}

async function tlsServer() {
  const server = createTlsServer(certificate, (_request, response) => void response.end('{}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('does not retry if the certificate is not trusted', async () => {
  const error = await failureAt(await tlsServer());
  expect(error).toMatchObject({ kind: 'tls', mayHaveArrived: false });
  expect(error.message).toMatch(
    /self-signed certificate.*Check the address and port, and that this runtime trusts the certificate\.$/,
  );
});

it('does not retry if the port does not speak TLS', async () => {
  await using service = await loopback((response) => response.end());
  const error = await failureAt(service.url.replace('http:', 'https:'));
  expect(error).toMatchObject({ kind: 'tls', mayHaveArrived: false });
  expect(error.message).toContain('wrong version number');
});

it.each([301, 302, 303, 307, 308])(
  'does not retry or follow a redirect with the status %i',
  async (status) => {
    await using service = await loopback((response) =>
      response.writeHead(status, { Location: '/elsewhere' }).end(),
    );
    const error = await failureAt(service.url);
    expect(error).toMatchObject({ kind: 'redirect', status });
    expect(error.message).toBe(
      `blueking: ${service.url} responded with a redirect (${status}), which is not followed, because the request carries credentials. Use the address that it leads to.`,
    );
    expect(service.requests).toHaveLength(2);
  },
);

it('does not retry a redirect that a browser hides', async () => {
  const opaque = {
    type: 'opaqueredirect',
    status: 0,
    ok: false,
    headers: new Headers(),
    text: async () => '',
  };
  const error = await failureAt('http://127.0.0.1:4010', {
    fetch: async () => opaque as unknown as Response,
  });
  expect(error).toMatchObject({ kind: 'redirect', status: undefined });
});

it.each([22, 25, 6000, 6667])('does not retry if fetch blocks port %i', async (port) => {
  const error = await failureAt(`http://127.0.0.1:${port}`);
  expect(error).toMatchObject({ kind: 'invalid-request', mayHaveArrived: false });
  expect(error.message).toContain('because fetch refuses the request: bad port.');
});

it.each([
  [
    'a fetch that refuses a header',
    { code: 'UND_ERR_INVALID_ARG', message: 'invalid keep-alive header' },
    'invalid-request',
  ],
  ['a fetch that refuses the URL', { code: 'ERR_INVALID_URL', message: 'Invalid URL' }, 'invalid-request'],
  ['an expired certificate', { code: 'CERT_HAS_EXPIRED', message: 'certificate has expired' }, 'tls'],
  ['another host name', { code: 'ERR_TLS_CERT_ALTNAME_INVALID', message: 'Hostname does not match' }, 'tls'],
  [
    'a certificate that Bun does not trust',
    { code: 'DEPTH_ZERO_SELF_SIGNED_CERT', message: 'self signed' },
    'tls',
  ],
  [
    'a certificate that Deno does not trust',
    { message: 'client error (Connect): invalid peer certificate: UnknownIssuer' },
    'tls',
  ],
  [
    'a port without TLS in Deno',
    { message: 'client error (Connect): received corrupt message of type InvalidContentType' },
    'tls',
  ],
])('does not retry %s', async (_what, cause, kind) => {
  const fetch = async () => {
    throw new TypeError('fetch failed', { cause: Object.assign(new Error(cause.message), cause) });
  };
  expect(await failureAt('http://127.0.0.1:4010', { fetch })).toMatchObject({ kind, mayHaveArrived: false });
});

it.each([
  [
    'a record that was damaged on its way',
    { code: 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', message: 'bad record mac' },
    true,
  ],
  ['a connection that was reset', { code: 'ECONNRESET', message: 'read ECONNRESET' }, true],
  [
    'a connection that ended before TLS was set up',
    {
      code: 'ECONNRESET',
      message: 'Client network socket disconnected before secure TLS connection was established',
    },
    false,
  ],
])('retries after %s', async (_what, cause, mayHaveArrived) => {
  const fetch = async () => {
    throw new TypeError('fetch failed', { cause: Object.assign(new Error(cause.message), cause) });
  };
  const error = await rejection(clientAt('http://127.0.0.1:4010', { fetch }).send(point));
  expect(error).toMatchObject({ kind: 'network', retryable: true, mayHaveArrived });
});

it.each(['Expect', 'Transfer-Encoding', 'UPGRADE', 'content-length', 'Keep-Alive', 'Connection'])(
  'rejects the header %s when a client is created',
  (name) => {
    const headers = { [name]: '100' };
    const message = `\`headers\` must not contain ${name}: fetch refuses it or sets it itself`;
    expect(() => clientAt('http://127.0.0.1:4010', { headers })).toThrow(new TypeError(message));
    const credentials = { accessKeyId: 'id', accessKeySecret: 'secret' };
    const baseUrl = 'http://127.0.0.1:4010';
    expect(() => createCloudMonitorClient({ credentials, baseUrl, headers })).toThrow(message);
    expect(() => createGuanceClient({ secret: 's', baseUrl, headers })).toThrow(message);
  },
);

it('rejects a header without a value', () => {
  const headers = { 'X-Team': undefined } as unknown as Record<string, string>;
  expect(() => clientAt('http://127.0.0.1:4010', { headers })).toThrow(
    '`headers` must have a string for X-Team',
  );
});

const around = [' ', '\t', '\n', '\r\n', '\u00a0', '\ufeff', '\u3000', '\u2028', '\u200b'];
it.each(around.flatMap((text) => [`${text}http://127.0.0.1:4010`, `http://127.0.0.1:4010${text}`]))(
  'rejects whitespace around the address when a client is created: %j',
  (baseUrl) => {
    expect(() => clientAt(baseUrl)).toThrow(/^`baseUrl` must not begin or end with whitespace/);
  },
);
