/** Reads each request and answers as the vendors do, on plain `node:http`: nothing that a client waits for costs time here. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { report } from './subject.ts';

const answers: Readonly<Record<string, string>> = {
  '/v2/push/': '{"code":"200","result":"true","message":""}',
  '/event/custom/upload': '{"code":"200","msg":""}',
};

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const body = answers[request.url ?? ''] ?? '{}';
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => report((server.address() as AddressInfo).port));
