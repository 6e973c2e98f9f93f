/** Tests which requests the proxy refuses to sign. */
import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { raw, rawTarget, signer, startProxy } from './proxy.fixture.ts';
import { createProxy } from './proxy.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok';

async function start() {
  const target = await rawTarget(OK);
  const proxy = await startProxy({ target: target.url });
  const { host } = new URL(proxy.url);
  const send = async (line: string, ...headers: string[]) =>
    (await raw(proxy.url, `${[`${line} HTTP/1.1`, ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`))
      .toString('latin1')
      .replaceAll(host, '<own>');
  return { ...proxy, ...target, host, send };
}

it.each([
  ['Host: evil.example', 'Host is not the address of this proxy: send the request to http://<own>'],
  ['Host: 127.0.0.1.evil.example', 'Host is not'],
  ['Host: 10.0.0.7', 'Host is not'],
  ['Host: ', 'Host is not'],
  ['Host: <own>\r\nOrigin: http://evil.example', 'Origin is another site'],
  ['Host: <own>\r\nOrigin: null', 'Origin is another site'],
  ['Host: <own>\r\nOrigin: http://127.0.0.1:4010', 'Origin is another site'],
  ['Host: <own>\r\nOrigin: https://<own>', 'Origin is another site'],
  ['Host: <own>\r\nSec-Fetch-Site: cross-site', 'Sec-Fetch-Site is another site'],
  ['Host: <own>\r\nSec-Fetch-Site: same-site', 'Sec-Fetch-Site is another site'],
])('refuses a request from elsewhere: %j', async (headers, reason) => {
  const { send, host, received } = await start();
  const response = await send('POST /event/custom/upload', headers.replaceAll('<own>', host));
  expect(response).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n/);
  expect(response).toContain('x-pushspec-proxy: refused\r\n');
  expect(response).toContain(`\r\npushspec proxy: ${reason}`);
  expect(received).toEqual([]);
});

it.each([
  ['Host: <own>'],
  ['Host: LOCALHOST:1'],
  ['Host: [::1]'],
  ['Host: <own>\r\nOrigin: http://<own>\r\nSec-Fetch-Site: same-origin'],
  ['Host: <own>\r\nSec-Fetch-Site: none'],
])('accepts a request from this machine: %j', async (headers) => {
  const { send, host } = await start();
  expect(await send('GET /', headers.replaceAll('<own>', host))).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});

it.each([
  ['GET http://evil.example/', '400 Bad Request'],
  ['OPTIONS *', '400 Bad Request'],
  ['CONNECT evil.example:443', '501 Not Implemented'],
])('explains that it is not a forward proxy: %s', async (line, status) => {
  const { send, received, lines } = await start();
  const response = await send(line, 'Host: evil.example');
  expect(response.startsWith(`HTTP/1.1 ${status}\r\n`)).toBe(true);
  expect(response).toContain(
    'pushspec proxy: this is not a forward proxy (http_proxy or CONNECT): send plain requests to http://<own> instead of the target',
  );
  expect(received).toEqual([]);
  await expect.poll(() => lines).toHaveLength(1);
});

it.each(['0.0.0.0', '::', '192.0.2.1', 'example.com', '127.evil.example'])(
  'does not listen on an address that other machines can reach: %s',
  async (host) => {
    const proxy = createProxy({ target: 'http://127.0.0.1:1', signer, log: () => {} });
    onTestFinished(() => proxy.close());
    await expect(proxy.listen({ port: 0, host })).rejects.toThrow(
      `the proxy would sign for everyone who can reach ${host}: set \`--host\` to 127.0.0.1, ::1 or localhost`,
    );
  },
);

it('refuses to be its own target', async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => free.once('listening', resolve));
  const { port } = free.address() as { port: number };
  await new Promise((resolve) => free.close(resolve));
  const proxy = createProxy({ target: `http://localhost:${port}`, signer, log: () => {} });
  onTestFinished(() => proxy.close());
  await expect(proxy.listen({ port })).rejects.toThrow('the proxy would be its own target');
});
