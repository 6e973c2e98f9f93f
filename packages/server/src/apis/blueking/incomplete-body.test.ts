import { connect } from 'node:net';
import { developmentConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { startServer } from '../../server.fixture.ts';

const { dataId, accessToken } = developmentConfig.blueking.dataIds[0] ?? {};
const body = `{"data_id":${dataId},"access_token":"${accessToken}","data":[{"metrics":{"a":1}}]}`;
const BROKEN = '"code":"500","result":"false","message":"unexpected EOF"';

/** Sends text, ends the sending side, and returns everything that comes back. */
function exchange(url: string, text: string): Promise<string> {
  const { port, hostname } = new URL(url);
  return new Promise((resolve, reject) => {
    let response = '';
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true }, () =>
      socket.end(text),
    );
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      response += chunk;
    });
    socket.on('end', () => resolve(response)).on('error', reject);
  });
}

const head = (...headers: string[]) =>
  ['POST /v2/push/ HTTP/1.1', 'Host: localhost', ...headers, '', ''].join('\r\n');

it.each([
  ['a body shorter than announced', head(`Content-Length: ${body.length + 1}`) + body],
  ['an announced body that never starts', head('Content-Length: 10')],
  ['a chunk shorter than announced', `${head('Transfer-Encoding: chunked')}ff\r\n${body}`],
  ['a chunk size that is not a number', `${head('Transfer-Encoding: chunked')}xyz\r\n${body}\r\n0\r\n\r\n`],
  ['chunks without a last one', `${head('Transfer-Encoding: chunked')}2\r\n{}\r\n`],
])('the receiver responds 500 to %s', async (_, text) => {
  const server = await startServer({ profile: 'receiver' });
  const response = await exchange(server.url, text);
  expect(response).toMatch(/^HTTP\/1\.1 500 /);
  expect(response).toContain(BROKEN);
  const [verdict] = await server.requests();
  expect(verdict).toMatchObject({ outcome: 'rejected', status: 500, reasons: [{ code: 'internal-error' }] });
});

it('the receiver responds to an unserved path without the whole body', async () => {
  const server = await startServer({ profile: 'receiver' });
  const text = head('Content-Length: 10').replace('/v2/push/', '/v2/push');
  expect(await exchange(server.url, text)).toMatch(/^HTTP\/1\.1 404 /);
});

it('serves the next request', async () => {
  const server = await startServer({ profile: 'receiver' });
  await exchange(server.url, head('Content-Length: 10'));
  expect(await exchange(server.url, head('Content-Length: 0', 'Connection: close'))).toMatch(
    /^HTTP\/1\.1 400 /,
  );
});

it('responds 400 without a body in the documented profile', async () => {
  const server = await startServer({ profile: 'documented' });
  const response = await exchange(server.url, head('Content-Length: 10'));
  expect(response).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  expect(await server.requests()).toEqual([]);
});
