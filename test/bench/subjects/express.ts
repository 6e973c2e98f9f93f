/** The baseline: Express 5 with its JSON parser and constant success responses. It checks nothing. */
import type { AddressInfo } from 'node:net';
import express from 'express';
import { report } from './subject.ts';

const app = express();
app.use(express.json({ limit: '1mb' }));
app.post('/{*path}', (_, response) => {
  response.json({ code: '200', message: 'success' });
});
const server = app.listen(0, '127.0.0.1', () => report((server.address() as AddressInfo).port));
