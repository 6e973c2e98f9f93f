/** Responds with constant success responses on plain `node:http`, so that clients hardly wait. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { report } from './subject.ts';

const responses: Readonly<Record<string, string>> = {
  '/v2/push/': '{"code":"200","result":"true","message":""}',
  '/event/custom/upload': '{"code":"200","msg":""}',
};

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const body = responses[request.url ?? ''] ?? '{}';
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => report((server.address() as AddressInfo).port));
