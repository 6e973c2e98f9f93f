import { developmentConfig } from '@pushspec/contract';
import { expect, it } from 'vitest';
import { createServer } from './index.ts';
import { createLog } from './log.ts';
import { createMasking } from './mask.ts';
import { acceptedRequest, bluekingReport, send, startServer } from './server.fixture.ts';

it('writes one line per request, without its body', async () => {
  const lines: string[] = [];
  const { url } = await startServer({ logLevel: 'info', logTo: { write: (line) => lines.push(line) } });
  await send(url, acceptedRequest('blueking', bluekingReport('metric')));
  const response = await send(url, acceptedRequest('guance'));
  // The lines are written after the responses, once the logger is loaded.
  await expect.poll(() => lines.length).toBe(2);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { api: 'blueking', status: 400, outcome: 'rejected', codes: ['data-empty'], ms: expect.any(Number) },
    { api: 'guance', status: 200, id: response.headers['x-pushspec-request-id'] },
  ]);
  expect(lines.join('')).not.toContain('access_token');
});

it('is silent by default', async () => {
  const lines: string[] = [];
  const { url } = await startServer({ logTo: { write: (line) => lines.push(line) } });
  await send(url, acceptedRequest('guance'));
  expect(lines).toEqual([]);
});

it('lists the levels if one is unknown', async () => {
  await expect(createServer({ logLevel: 'loud' as 'info' })).rejects.toThrow('trace, debug, info, warn');
});

it('masks secrets in errors', async () => {
  const line = await new Promise<string>((resolve) => {
    const { mask } = createMasking(developmentConfig);
    const log = createLog({ level: 'warn', mask, destination: { write: resolve } });
    log.error(new Error('cannot keep secret_dev in "dev-api-key"'));
  });
  expect(JSON.parse(line)).toMatchObject({ level: 50, err: { type: 'Error' } });
  expect(line).not.toMatch(/secret_dev|dev-api-key/);
});
