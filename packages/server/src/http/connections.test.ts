import { expect, it } from 'vitest';
import { acceptedRequest, sendRaw, startServer } from '../server.fixture.ts';

it('ends a request whose chunks are broken, and keeps nothing of it', async () => {
  const server = await startServer();
  const head = 'POST /v2/push/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n';
  expect(await sendRaw(server.url, `${head}2\r\n{}\r\nzz\r\n`)).toContain('400 Bad Request');
  expect(await server.requests()).toEqual([]);
});

it('serves a target that names scheme and host like the path alone', async () => {
  const server = await startServer();
  const { path, body } = acceptedRequest('guance');
  const head = `POST http://openapi.guance.com${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`;
  const rest = `Connection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  expect(await sendRaw(server.url, head + rest)).toContain('200 OK');
  expect((await server.requests())[0]?.outcome).toBe('accepted');
});
