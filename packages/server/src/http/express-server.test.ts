import { expect, it } from 'vitest';
import { acceptedRequest, sendRaw, startServer } from '../server.fixture.ts';

it('responds with 400 to malformed chunks, and keeps no record', async () => {
  const server = await startServer();
  const head = 'POST /v2/push/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n';
  expect(await sendRaw(server.url, `${head}2\r\n{}\r\nzz\r\n`)).toContain('400 Bad Request');
  expect(await server.requests()).toEqual([]);
});

it('accepts a request target with scheme and host', async () => {
  const server = await startServer();
  const { path, body } = acceptedRequest('guance');
  const head = `POST http://openapi.guance.com${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`;
  const rest = `Connection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  expect(await sendRaw(server.url, head + rest)).toContain('200 OK');
  expect((await server.requests())[0]?.outcome).toBe('accepted');
});
